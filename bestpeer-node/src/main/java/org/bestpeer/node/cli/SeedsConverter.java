package org.bestpeer.node.cli;

import org.bestpeer.overlay.sim.scenario.Campaign.Seeds;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A seed or a range of seeds. */
final class SeedsConverter implements ITypeConverter<Seeds> {
    @Override
    public Seeds convert(String text) {
        try {
            return Seeds.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
