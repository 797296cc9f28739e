package dev.belay.agent.program;

import dev.belay.agent.program.Metadata.Action;
import dev.belay.agent.program.Metadata.Parameter;
import dev.belay.agent.program.Metadata.Text;
import dev.belay.agent.xml.XmlElement;
import dev.belay.agent.xml.XmlException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what an agent answers to `meta-data`.
public final class MetadataReader {

    /// What an agent may say of itself.
    public static final int BYTES_MAX = 1 << 20;

    private static final Pattern SPAN = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");

    private MetadataReader() {}

    /// Reads what came of asking an agent for it.
    ///
    /// @param called the agent, as people call it
    /// @param atMost the time that it had
    public static Metadata read(Ending ending, String called, Duration atMost)
            throws MetadataException {
        return switch (ending) {
            case Ending.Ended(int code, Said said) -> {
                if (code != 0) {
                    throw new MetadataException(
                            "metadata of %s was wanted, it ended with %d: %s"
                                    .formatted(
                                            called,
                                            code,
                                            said.remark().isEmpty() ? said.err() : said.remark()));
                }
                yield read(said);
            }
            case Ending.TimedOut _ ->
                    throw new MetadataException(
                            "metadata of %s was wanted within %d ms, found none"
                                    .formatted(called, atMost.toMillis()));
            case Ending.NotStarted(String why) -> throw new MetadataException(why);
        };
    }

    /// What an agent that ended by itself said of itself.
    ///
    /// @param answer of an agent that ended by itself
    public static Metadata read(Said answer) throws MetadataException {
        if (answer.isCut()) {
            throw new MetadataException(
                    "metadata of at most %d bytes was wanted, found more".formatted(BYTES_MAX));
        }
        return parse(answer.out());
    }

    static Metadata parse(String xml) throws MetadataException {
        XmlElement root = root(xml);
        if (!root.name().equals("resource-agent")) {
            throw new MetadataException(
                    "<resource-agent> was wanted, found <%s>".formatted(root.name()));
        }
        List<Parameter> parameters = new ArrayList<>();
        root.children("parameters")
                .flatMap(all -> all.children("parameter"))
                .forEach(one -> parameters.add(parameter(one)));
        return new Metadata(
                root.attribute("name").orElse(""),
                root.attribute("version").orElse(""),
                root.children("version").map(one -> one.text().strip()).findFirst().orElse(""),
                shortDescriptions(root),
                texts(root, "longdesc"),
                parameters,
                root.children("actions")
                        .flatMap(all -> all.children("action"))
                        .map(MetadataReader::action)
                        .toList());
    }

    private static XmlElement root(String xml) throws MetadataException {
        try {
            return XmlElement.parse(xml);
        } catch (XmlException e) {
            throw new MetadataException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Parameter parameter(XmlElement one) {
        String name = one.attribute("name").orElse("");
        Optional<XmlElement> content = one.children("content").findFirst();
        Optional<String> group =
                one.attribute("unique-group")
                        .or(() -> one.isSet("unique") ? Optional.of(name) : Optional.empty());
        List<String> replacements =
                one.children("deprecated")
                        .flatMap(all -> all.children("replaced-with"))
                        .flatMap(by -> by.attribute("name").stream())
                        .toList();
        return new Parameter(
                name,
                content.flatMap(all -> all.attribute("type")).orElse("string"),
                content.flatMap(all -> all.attribute("default")),
                one.isSet("required"),
                group,
                one.isSet("reloadable"),
                one.isSet("deprecated") || one.children("deprecated").findAny().isPresent(),
                replacements,
                content.stream()
                        .flatMap(all -> all.children("option"))
                        .flatMap(option -> option.attribute("value").stream())
                        .toList(),
                shortDescriptions(one),
                texts(one, "longdesc"));
    }

    /// Fence agents say the agent's own in an attribute.
    private static List<Text> shortDescriptions(XmlElement of) {
        List<Text> texts = texts(of, "shortdesc");
        return texts.isEmpty()
                ? of.attribute("shortdesc").map(text -> new Text("", text)).stream().toList()
                : texts;
    }

    private static List<Text> texts(XmlElement of, String name) {
        return of.children(name)
                .map(one -> new Text(one.attribute("lang").orElse(""), one.text().strip()))
                .toList();
    }

    private static Action action(XmlElement one) {
        return new Action(
                one.attribute("name").orElse(""),
                one.attribute("timeout").flatMap(MetadataReader::span),
                one.attribute("interval").flatMap(MetadataReader::span),
                one.attribute("depth").map(MetadataReader::depth).orElse(0),
                one.attribute("role"),
                one.isSet("automatic"),
                one.isSet("on_target"));
    }

    private static int depth(String text) {
        return text.strip().matches("\\d{1,9}") ? Integer.parseInt(text.strip()) : 0;
    }

    /// As Pacemaker reads them: seconds where no unit is said; empty for what is no span of time.
    static Optional<Duration> span(String text) {
        Matcher matcher = SPAN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "ms", "msec" -> Optional.of(Duration.ofMillis(number));
            case "us", "usec" -> Optional.of(Duration.ofMillis(number / 1000));
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(number));
            case "m", "min" -> Optional.of(Duration.ofMinutes(number));
            case "h", "hr" -> Optional.of(Duration.ofHours(number));
            default -> Optional.empty();
        };
    }
}
