package org.bestpeer.overlay.draw;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes SVG elements. Numbers have at most one decimal. */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    Svg(double width, double height) {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        open(
                "svg",
                "xmlns",
                NAMESPACE,
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 %s %s".formatted(number(width), number(height)));
    }

    /** Starts an element; attributes as name, value, name, value … */
    Svg open(String element, Object... attributes) {
        try {
            out.writeStartElement(element);
            attributes(attributes);
            return this;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    Svg close() {
        try {
            out.writeEndElement();
            out.writeCharacters("\n");
            return this;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** An element without content. */
    Svg element(String element, Object... attributes) {
        try {
            out.writeEmptyElement(element);
            attributes(attributes);
            out.writeCharacters("\n");
            return this;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** An element that holds text. */
    Svg text(String element, String content, Object... attributes) {
        open(element, attributes);
        try {
            out.writeCharacters(Lettering.legal(content));
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        return close();
    }

    /** Ends the document. */
    String end() {
        close();
        try {
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        return text.toString();
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            out.writeAttribute(
                    attributes[i].toString(), value instanceof Double number ? number(number) : value.toString());
        }
    }

    /** A coordinate as text, for path data too. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static IllegalStateException broken(XMLStreamException cause) {
        return new IllegalStateException("the picture could not be written", cause);
    }
}
