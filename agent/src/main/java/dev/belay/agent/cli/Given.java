package dev.belay.agent.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Options and parameters that several commands have, and how their values are read back.
final class Given {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smh])");

    private Given() {}

    static void flag(CommandSpec spec, Terminal terminal, String name) {
        spec.addOption(
                OptionSpec.builder(name)
                        .type(boolean.class)
                        .description(terminal.text("option." + plain(name)))
                        .build());
    }

    /// An option with a text or a number.
    static void value(
            CommandSpec spec,
            Terminal terminal,
            Class<?> type,
            String label,
            @Nullable String preset,
            String... names) {
        var option =
                OptionSpec.builder(names)
                        .type(type)
                        .paramLabel(label)
                        .description(
                                terminal.text(
                                        "option." + plain(names[names.length - 1]),
                                        preset == null ? "" : preset));
        if (preset != null) {
            option.defaultValue(preset);
        }
        spec.addOption(option.build());
    }

    /// An option that may be given several times.
    static void values(CommandSpec spec, Terminal terminal, String label, String name) {
        spec.addOption(
                OptionSpec.builder(name)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(label)
                        .description(terminal.text("option." + plain(name)))
                        .build());
    }

    static List<String> texts(ParseResult given, String name) {
        List<?> values = given.matchedOptionValue(name, List.of());
        return values.stream().map(Object::toString).toList();
    }

    /// A required parameter.
    static void parameter(
            CommandSpec spec, Terminal terminal, int index, String label, String textKey) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(Integer.toString(index))
                        .type(String.class)
                        .arity("1")
                        .required(true)
                        .paramLabel(label)
                        .description(terminal.text("parameter." + textKey))
                        .build());
    }

    /// All the rest of the line, as it stands.
    static void rest(
            CommandSpec spec,
            Terminal terminal,
            int index,
            String arity,
            String label,
            String textKey) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(index + "..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity(arity)
                        .required(!arity.startsWith("0"))
                        .paramLabel(label)
                        .description(terminal.text("parameter." + textKey))
                        .build());
    }

    static boolean isSet(ParseResult given, String name) {
        return given.hasMatchedOption(name)
                && Boolean.TRUE.equals(given.<Boolean>matchedOptionValue(name, false));
    }

    static Optional<String> text(ParseResult given, String name) {
        return Optional.ofNullable(given.matchedOptionValue(name, (String) null));
    }

    static int number(ParseResult given, String name, int preset) {
        return given.matchedOptionValue(name, preset);
    }

    /// A duration such as `90s`, `15m`, `2h`; the preset without one.
    ///
    /// @throws Refusal when it is none
    static Duration duration(ParseResult given, Terminal terminal, String name, Duration preset)
            throws Refusal {
        String text = text(given, name).orElse("");
        if (text.isEmpty()) {
            return preset;
        }
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new Refusal(ExitCode.WRONG_USAGE, terminal.text("duration.wrong", name, text));
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /// A parameter that may be left out.
    static void optional(
            CommandSpec spec, Terminal terminal, int index, String label, String textKey) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(Integer.toString(index))
                        .type(String.class)
                        .arity("0..1")
                        .paramLabel(label)
                        .description(terminal.text("parameter." + textKey))
                        .build());
    }

    static Optional<String> optional(ParseResult given, int index) {
        return given.matchedPositionals().stream()
                .filter(p -> p.index().contains(index))
                .map(p -> p.<Object>getValue())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    static String parameter(ParseResult given, int index) {
        return given.matchedPositionals().stream()
                .filter(p -> p.index().contains(index))
                .map(p -> p.<Object>getValue())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("parameter " + index + " is required"));
    }

    /// Everything from a position on.
    static List<String> rest(ParseResult given, int index) {
        return given.matchedPositionals().stream()
                .filter(p -> p.index().min() == index && p.index().isVariable())
                .map(p -> p.<Object>getValue())
                .filter(List.class::isInstance)
                .findFirst()
                .map(values -> ((List<?>) values).stream().map(Object::toString).toList())
                .orElse(List.of());
    }

    private static String plain(String name) {
        return name.replaceFirst("^-+", "");
    }
}
