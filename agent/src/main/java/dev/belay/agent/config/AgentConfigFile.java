package dev.belay.agent.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.belay.agent.config.AgentConfig.AddressGuarding;
import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.config.AgentConfig.Tls;
import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// The agent's configuration as a JSON file: reads it with every error at once, writes it for the
/// lab.
public final class AgentConfigFile {

    /// Where an installed agent looks.
    public static final Path DEFAULT = Path.of("/etc/belay/agent.json");

    private static final long MAX_BYTES = 256 * 1024;

    private AgentConfigFile() {}

    /// Reads and checks a configuration file. Relative paths in it are taken from its folder.
    public static ConfigReading read(Path file) {
        byte[] bytes;
        try {
            if (Files.size(file) > MAX_BYTES) {
                return bad(
                        "a configuration file of at most 256 KiB",
                        "'" + file + "' of " + Files.size(file) + " bytes",
                        "give the agent's own JSON file with --config");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return bad(
                    "the agent's configuration file",
                    "no file '" + file + "'",
                    "write one, or name another with --config");
        } catch (IOException e) {
            return bad(
                    "the agent's configuration file",
                    "'" + file + "' that cannot be read (" + e + ")",
                    "let the user that the agent runs as read it");
        }
        try {
            @Nullable Written written = mapper().readValue(bytes, Written.class);
            if (written == null) {
                return bad("a configuration in JSON in '" + file + "'", "null", "write an object");
            }
            Path folder = file.toAbsolutePath().getParent();
            return written.check(folder == null ? Path.of("/") : folder, file);
        } catch (UnrecognizedPropertyException e) {
            return bad(
                    "only the fields " + e.getKnownPropertyIds() + at(file, e) + lineOf(bytes, e),
                    "the unknown field '" + e.getPropertyName() + "'",
                    "mend its spelling or remove it");
        } catch (JacksonException e) {
            return bad("a configuration in JSON" + at(file, e), found(bytes, e), "mend that place");
        }
    }

    /// What stands there, without the parser's names of classes.
    private static String found(byte[] bytes, JacksonException e) {
        if (bytes.length == 0) {
            return "an empty file";
        }
        if (e instanceof InvalidFormatException format) {
            Object[] choices = format.getTargetType().getEnumConstants();
            return "'"
                    + format.getValue()
                    + "'"
                    + (choices == null ? "" : ", none of " + List.of(choices));
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "something else than " + kindOf(mismatch.getTargetType());
        }
        return e.getOriginalMessage();
    }

    private static String kindOf(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return "a text";
        }
        if (Number.class.isAssignableFrom(type) || type == int.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /// Writes a configuration in the form that {@link #read} takes.
    public static void write(AgentConfig config, Path file) throws IOException {
        Files.write(file, mapper().writeValueAsBytes(Written.of(config)));
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    private static String at(Path file, JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        String path = e instanceof DatabindException d ? pathOf(d) : "";
        return " in '"
                + file
                + "'"
                + (place == null || place.getLineNr() < 1
                        ? ""
                        : ", line " + place.getLineNr() + ", column " + place.getColumnNr())
                + (path.isEmpty() ? "" : ", at " + path);
    }

    /// The line of an unknown field, searched by its name: a record's reader has buffered the field
    /// and no longer knows where it was.
    private static String lineOf(byte[] bytes, UnrecognizedPropertyException e) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int start = text.indexOf('"' + e.getPropertyName() + '"');
        return start < 0
                ? ""
                : ", line " + (1 + text.substring(0, start).chars().filter(c -> c == '\n').count());
    }

    private static String pathOf(DatabindException e) {
        var text = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() != null) {
                text.append(text.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                text.append('[').append(step.getIndex()).append(']');
            }
        }
        return text.toString();
    }

    private static ConfigReading.Bad bad(String wanted, String found, String advice) {
        return new ConfigReading.Bad(
                List.of(new ApiError("config-unreadable", wanted, found, advice)));
    }

    /// The file as it is written: text where the configuration has paths, null where a field is
    /// left out.
    record Written(
            @Nullable String clusterId,
            @Nullable String clusterName,
            @Nullable String node,
            @Nullable List<Member> members,
            @Nullable String stateDir,
            @Nullable String socket,
            @Nullable String listenHost,
            @Nullable Integer listenPort,
            @Nullable WrittenTls tls,
            @Nullable String metricsHost,
            @Nullable Integer metricsPort,
            @Nullable Groups groups,
            @Nullable String name,
            @Nullable String zone,
            @Nullable Integer enrollPort,
            @Nullable String publishedHost,
            @Nullable Integer publishedPort,
            @Nullable AddressGuarding addressGuard,
            @Nullable String watchdog,
            @Nullable Integer watchdogSeconds,
            @Nullable String remoteKey) {

        record WrittenTls(
                @Nullable String authority, @Nullable String certificate, @Nullable String key) {}

        static Written of(AgentConfig config) {
            Tls tls = config.tls();
            AgentConfig.Enrolling enrolling = config.enrolling();
            boolean member = config.isMember();
            return new Written(
                    member ? config.clusterId() : null,
                    member ? config.clusterName() : null,
                    member ? config.node() : null,
                    member ? config.members() : null,
                    config.stateDir().toString(),
                    config.socket().toString(),
                    config.listenHost(),
                    config.listenPort(),
                    member
                            ? new WrittenTls(
                                    tls.authority().toString(),
                                    tls.certificate().toString(),
                                    tls.key().toString())
                            : null,
                    config.metricsHost(),
                    config.metricsPort(),
                    config.groups(),
                    enrolling.name(),
                    enrolling.zone(),
                    enrolling.port(),
                    enrolling.publishedHost(),
                    enrolling.publishedPort(),
                    config.addressGuard(),
                    config.watchdog().device(),
                    config.watchdog().seconds(),
                    config.remoteKey().toString());
        }

        ConfigReading check(Path folder, Path file) {
            return new ConfigCheck(this, folder, file).reading();
        }
    }
}
