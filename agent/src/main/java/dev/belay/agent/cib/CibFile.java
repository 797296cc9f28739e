package dev.belay.agent.cib;

import dev.belay.agent.cib.CibFileException.Fault;
import dev.belay.model.cib.CibElement;
import dev.belay.model.cib.CibReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a CIB from a file, as `cibadmin --query` writes it.
///
/// Nothing outside of the file is ever read: a document type is refused, with all its entities.
public final class CibFile {

    /// Ten times the largest that Pacemaker's own limits of messages let pass.
    private static final long BYTES_MAX = 256L << 20;

    private static final int DEPTH_MAX = 64;

    private CibFile() {}

    private record Open(
            String name, SortedMap<String, String> attributes, List<CibElement> children) {}

    /// Blocks while the file is read.
    ///
    /// @return the root of a CIB
    public static CibElement read(Path file) throws CibFileException {
        try {
            long size = Files.size(file);
            if (size > BYTES_MAX) {
                throw new CibFileException(Fault.TOO_LARGE, size + " B");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return checked(parse(in));
            }
        } catch (NoSuchFileException e) {
            throw new CibFileException(Fault.UNREADABLE, "-", e);
        } catch (IOException e) {
            throw new CibFileException(Fault.UNREADABLE, String.valueOf(e.getMessage()), e);
        } catch (XMLStreamException e) {
            boolean unread = e.getNestedException() instanceof IOException;
            throw new CibFileException(unread ? Fault.UNREADABLE : Fault.NOT_XML, said(e), e);
        }
    }

    private static CibElement checked(CibElement root) throws CibFileException {
        if (!CibReader.isCib(root)) {
            throw new CibFileException(Fault.NOT_CIB, "<" + root.name() + ">");
        }
        return root;
    }

    /// The parser's sentence and its place on one line.
    private static String said(XMLStreamException e) {
        String place =
                e.getLocation() == null
                        ? ""
                        : e.getLocation().getLineNumber()
                                + ":"
                                + e.getLocation().getColumnNumber()
                                + " ";
        String message = String.valueOf(e.getMessage());
        return place + message.substring(message.lastIndexOf('\n') + 1);
    }

    static CibElement parse(InputStream in) throws XMLStreamException, CibFileException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        try {
            return parse(reader);
        } finally {
            reader.close();
        }
    }

    private static CibElement parse(XMLStreamReader reader)
            throws XMLStreamException, CibFileException {
        Deque<Open> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                        throw new CibFileException(Fault.NOT_XML, "<!DOCTYPE>");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= DEPTH_MAX) {
                        throw new CibFileException(Fault.TOO_LARGE, DEPTH_MAX + " <…>");
                    }
                    open.push(
                            new Open(reader.getLocalName(), attributes(reader), new ArrayList<>()));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Open done = open.pop();
                    var element = new CibElement(done.name(), done.attributes(), done.children());
                    if (open.isEmpty()) {
                        return element;
                    }
                    open.peek().children().add(element);
                }
                default -> {}
            }
        }
        throw new CibFileException(Fault.NOT_XML, "-");
    }

    private static SortedMap<String, String> attributes(XMLStreamReader reader) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }
}
