package org.bestpeer.overlay.sim.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles changed classes of the protocol and loads them, with all others of the overlay, beside the right ones. */
final class Planting {
    private static final String OVERLAY = "org.bestpeer.overlay.";

    /** Maven runs tests in the directory of their module. */
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "bestpeer", "overlay");

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private Planting() {}

    /** What looks for bugs, with the mutant instead of the right protocol. */
    static UnaryOperator<String> plant(Mutant mutant, Path directory) throws IOException {
        Path sources = directory.resolve("sources");
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(mutant, write(mutant, sources), classes);
        return hunter(classes);
    }

    private static List<Path> write(Mutant mutant, Path into) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Mutant.Edit edit : mutant.edits()) {
            String before = texts.getOrDefault(edit.file(), Files.readString(SOURCES.resolve(edit.file())));
            Matcher place = pattern(edit.snippet()).matcher(before);
            assertThat(place.results().count())
                    .as("mutant '%s' must be rewritten: how often %s has: %s", mutant, edit.file(), edit.snippet())
                    .isEqualTo(1);
            texts.put(edit.file(), place.replaceFirst(Matcher.quoteReplacement(edit.instead())));
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = into.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, text.getValue()));
        }
        return files;
    }

    /** However the snippet is broken into lines. */
    private static Pattern pattern(String snippet) {
        return Pattern.compile(
                Arrays.stream(snippet.split("\\s+", -1)).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }

    private static void compile(Mutant mutant, List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-cp", CLASS_PATH, "-d", classes.toString());
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled)
                    .as("mutant '%s' must be rewritten: %s", mutant, messages)
                    .isTrue();
        }
    }

    private static UnaryOperator<String> hunter(Path classes) throws IOException {
        List<URL> path = new ArrayList<>();
        path.add(classes.toUri().toURL());
        for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        try {
            Object hunter = new OverlayLoader(path.toArray(URL[]::new))
                    .loadClass(Hunter.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked") // The name is that of a class that is one.
            UnaryOperator<String> typed = (UnaryOperator<String>) hunter;
            return typed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the mutant's world cannot be loaded", e);
        }
    }

    /** Asks its parent only for classes that are not of the overlay. */
    private static final class OverlayLoader extends URLClassLoader {
        OverlayLoader(URL[] path) {
            super(path, Planting.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OVERLAY)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                @Nullable Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
