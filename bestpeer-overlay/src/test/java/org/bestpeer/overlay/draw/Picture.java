package org.bestpeer.overlay.draw;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A picture as a reader of XML sees it, with the room that its parts take. */
final class Picture {
    private static final Pattern TURNED = Pattern.compile("translate\\((\\S+) (\\S+)\\) rotate\\(90\\)");
    private static final double ASCENT = 0.78;
    private static final double DESCENT = 0.22;

    private final Document document;

    Picture(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + svg, e);
        }
    }

    List<Element> elements(String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    List<Element> elements(String name, String look) {
        return elements(name).stream()
                .filter(e -> Stream.of(e.getAttribute("class").split(" ")).anyMatch(look::equals))
                .toList();
    }

    List<String> texts(String name) {
        return elements(name).stream().map(Element::getTextContent).toList();
    }

    Area whole() {
        Element root = document.getDocumentElement();
        return new Area("picture", 0, 0, number(root, "width"), number(root, "height"));
    }

    /** Everything filled but the paper. */
    List<Area> shapes() {
        return elements("rect", "box").stream()
                .map(rect -> {
                    double x = number(rect, "x");
                    double y = number(rect, "y");
                    return new Area(
                            "rect " + rect.getAttribute("class"),
                            x,
                            y,
                            x + number(rect, "width"),
                            y + number(rect, "height"));
                })
                .toList();
    }

    List<Area> labels() {
        return elements("text").stream().map(Picture::label).toList();
    }

    private static Area label(Element text) {
        String words = text.getTextContent();
        boolean title = text.getAttribute("class").equals("title");
        double size = title ? 20 : number(text, "font-size");
        double width = Lettering.width(words, size);
        Matcher turned = TURNED.matcher(text.getAttribute("transform"));
        if (turned.matches()) {
            double x = Double.parseDouble(turned.group(1));
            double y = Double.parseDouble(turned.group(2));
            return new Area(words, x - DESCENT * size, y, x + ASCENT * size, y + width);
        }
        double x = number(text, "x") - (text.getAttribute("class").contains("middle") ? width / 2 : 0);
        double y = number(text, "y");
        return new Area(words, x, y - ASCENT * size, x + width, y + DESCENT * size);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    /** A rectangle, with room for rounding. */
    record Area(String what, double left, double top, double right, double bottom) {
        private static final double ROUNDING = 0.2;

        boolean meets(Area other) {
            return left + ROUNDING < other.right
                    && other.left + ROUNDING < right
                    && top + ROUNDING < other.bottom
                    && other.top + ROUNDING < bottom;
        }

        boolean holds(Area other) {
            return left <= other.left + ROUNDING
                    && other.right <= right + ROUNDING
                    && top <= other.top + ROUNDING
                    && other.bottom <= bottom + ROUNDING;
        }
    }
}
