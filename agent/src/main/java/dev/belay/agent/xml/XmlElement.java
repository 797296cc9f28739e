package dev.belay.agent.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of XML that somebody else wrote, or is to read.
///
/// @param text all text directly in it
public record XmlElement(
        String name, SortedMap<String, String> attributes, List<XmlElement> children, String text) {

    /// Deeper than what agents and remote executors say.
    private static final int DEPTH_MAX = 32;

    /// More elements than 1,000 resources with all their operations have.
    private static final int ELEMENTS_MAX = 20_000;

    public XmlElement {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        children = List.copyOf(children);
    }

    private record Open(
            String name,
            SortedMap<String, String> attributes,
            List<XmlElement> children,
            StringBuilder text) {}

    /// One without children and text.
    public static XmlElement of(String name, Map<String, String> attributes) {
        return new XmlElement(name, new TreeMap<>(attributes), List.of(), "");
    }

    /// The same with one more child, its last.
    public XmlElement with(XmlElement child) {
        List<XmlElement> all = new ArrayList<>(children);
        all.add(child);
        return new XmlElement(name, attributes, all, text);
    }

    /// The same with one attribute changed, or one more.
    public XmlElement with(String attribute, String value) {
        SortedMap<String, String> changed = new TreeMap<>(attributes);
        changed.put(attribute, value);
        return new XmlElement(name, changed, children, text);
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public boolean isSet(String name) {
        return attribute(name)
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                .isPresent();
    }

    /// The first child of that name.
    public Optional<XmlElement> child(String name) {
        return children(name).findFirst();
    }

    public Stream<XmlElement> children(String name) {
        return children.stream().filter(child -> child.name().equals(name));
    }

    /// Nothing outside of the text is read: a document type by name is passed over, for every agent
    /// names one, and any entity of it is a fault.
    public static XmlElement parse(String xml) throws XmlException {
        return parse(xml, true);
    }

    /// What has no document type at all.
    public static XmlElement parsePlain(String xml) throws XmlException {
        return parse(xml, false);
    }

    private static XmlElement parse(String xml, boolean mayHaveType) throws XmlException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Nobody can declare an entity: what is counted are quotes and ampersands of long texts.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setXMLResolver((_, systemId, _, _) -> {
            throw new XMLStreamException("'" + systemId + "' is not read");
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            try {
                return parse(reader, mayHaveType);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            String message = String.valueOf(e.getMessage());
            throw new XmlException(
                    "XML was wanted, found a fault: " + message.replaceAll("\\p{Cntrl}", " "), e);
        }
    }

    private static XmlElement parse(XMLStreamReader reader, boolean mayHaveType)
            throws XMLStreamException, XmlException {
        Deque<Open> open = new ArrayDeque<>();
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    elements++;
                    if (open.size() >= DEPTH_MAX || elements > ELEMENTS_MAX) {
                        throw new XmlException(
                                "at most %d elements in a depth of %d were wanted, found more"
                                        .formatted(ELEMENTS_MAX, DEPTH_MAX));
                    }
                    open.push(
                            new Open(
                                    reader.getLocalName(),
                                    attributes(reader),
                                    new ArrayList<>(),
                                    new StringBuilder()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.element().text().append(reader.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XmlException(
                                "text was wanted, found the entity '"
                                        + reader.getLocalName()
                                        + "'");
                case XMLStreamConstants.END_ELEMENT -> {
                    Open done = open.pop();
                    var element =
                            new XmlElement(
                                    done.name(),
                                    done.attributes(),
                                    done.children(),
                                    done.text().toString());
                    if (open.isEmpty()) {
                        return element;
                    }
                    open.element().children().add(element);
                }
                case XMLStreamConstants.DTD -> {
                    if (!mayHaveType) {
                        throw new XmlException("XML without a document type was wanted, found one");
                    }
                }
                default -> {}
            }
        }
        throw new XmlException("XML was wanted, found no element");
    }

    private static SortedMap<String, String> attributes(XMLStreamReader reader) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /// As XML on one line, without a declaration. A character that XML has no place for is left
    /// out.
    public String written() {
        var out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            escape(value, out);
            out.append('"');
        });
        if (children.isEmpty() && text.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escape(text, out);
        children.forEach(child -> child.write(out));
        out.append("</").append(name).append('>');
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints()
                .forEach(one -> {
                    switch (one) {
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '&' -> out.append("&amp;");
                        case '"' -> out.append("&quot;");
                        // Written as they are they would be read as blanks.
                        case '\n', '\r', '\t' -> out.append("&#").append(one).append(';');
                        default -> {
                            if (isAllowed(one)) {
                                out.appendCodePoint(one);
                            }
                        }
                    }
                });
    }

    /// XML 1.0, section 2.2.
    private static boolean isAllowed(int one) {
        return (one >= 0x20 && one <= 0xD7FF)
                || (one >= 0xE000 && one <= 0xFFFD)
                || (one >= 0x10000 && one <= 0x10FFFF);
    }
}
