package org.bestpeer.overlay.sim.mutation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.UnaryOperator;
import org.bestpeer.overlay.sim.Trial;

/**
 * Looks for a bug in the protocol that it was loaded with, and tells what it found; nothing if it found nothing. Only
 * strings go in and out, since the classes of another protocol are others.
 */
public final class Hunter implements UnaryOperator<String> {
    static final String SEEDS = "seeds";
    static final String TEST = "test";

    /** Kinds of hunts: {@code seeds FIRST LAST}, {@code test CLASS#METHOD} of the package {@code sim}. */
    @Override
    public String apply(String hunt) {
        String[] words = hunt.split(" ", -1);
        return switch (words[0]) {
            case SEEDS -> inSeeds(Long.parseLong(words[1]), Long.parseLong(words[2]));
            case TEST ->
                inTest(words[1].substring(0, words[1].indexOf('#')), words[1].substring(words[1].indexOf('#') + 1));
            default -> throw new IllegalArgumentException("no such hunt: " + hunt);
        };
    }

    private static String inSeeds(long first, long last) {
        for (long seed = first; seed <= last; seed++) {
            var violation = Trial.of(seed).violation();
            if (violation.isPresent()) {
                return "seed %d: %s".formatted(seed, violation.get());
            }
        }
        return "";
    }

    /** The seed in which something was found; nothing if it was found otherwise. */
    static String seed(String found) {
        return found.startsWith("seed ") && found.contains(": ") ? found.substring(5, found.indexOf(": ")) : "";
    }

    private static String inTest(String className, String methodName) {
        try {
            Class<?> test = Hunter.class.getClassLoader().loadClass("org.bestpeer.overlay.sim." + className);
            Constructor<?> constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = test.getDeclaredMethod(methodName);
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
            return "";
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no such test: %s#%s".formatted(className, methodName), e);
        }
    }
}
