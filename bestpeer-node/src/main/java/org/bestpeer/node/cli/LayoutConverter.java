package org.bestpeer.node.cli;

import java.util.Arrays;
import org.bestpeer.node.cli.DemoOptions.Layout;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Layouts by the words that users write. */
final class LayoutConverter implements ITypeConverter<Layout> {
    @Override
    public Layout convert(String word) {
        return Arrays.stream(Layout.values())
                .filter(layout -> layout.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of %s but was '%s'".formatted(Arrays.toString(Layout.values()), word)));
    }
}
