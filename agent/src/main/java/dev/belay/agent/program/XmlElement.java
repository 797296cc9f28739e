package dev.belay.agent.program;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of XML that a program wrote.
///
/// @param text all text directly in it
record XmlElement(
        String name, SortedMap<String, String> attributes, List<XmlElement> children, String text) {

    private static final int DEPTH_MAX = 32;
    private static final int ELEMENTS_MAX = 20_000;

    XmlElement {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        children = List.copyOf(children);
    }

    private record Open(
            String name,
            SortedMap<String, String> attributes,
            List<XmlElement> children,
            StringBuilder text) {}

    Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    boolean isSet(String name) {
        return attribute(name)
                .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
                .isPresent();
    }

    Stream<XmlElement> children(String name) {
        return children.stream().filter(child -> child.name().equals(name));
    }

    /// Nothing outside of the text is read: a document type by name is passed over, for every agent
    /// names one, and any entity of it is a fault.
    static XmlElement parse(String xml) throws MetadataException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((_, systemId, _, _) -> {
            throw new XMLStreamException("'" + systemId + "' is not read");
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            try {
                return parse(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            String message = String.valueOf(e.getMessage());
            throw new MetadataException(
                    "XML was wanted, found a fault: " + Tail.clean(message).replace('\n', ' '), e);
        }
    }

    private static XmlElement parse(XMLStreamReader reader)
            throws XMLStreamException, MetadataException {
        Deque<Open> open = new ArrayDeque<>();
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    elements++;
                    if (open.size() >= DEPTH_MAX || elements > ELEMENTS_MAX) {
                        throw new MetadataException(
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
                        throw new MetadataException(
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
                default -> {}
            }
        }
        throw new MetadataException("XML was wanted, found no element");
    }

    private static SortedMap<String, String> attributes(XMLStreamReader reader) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }
}
