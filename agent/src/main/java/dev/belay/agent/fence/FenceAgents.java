package dev.belay.agent.fence;

import dev.belay.agent.core.fence.FenceAnswer;
import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.program.Command;
import dev.belay.agent.program.Ending;
import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.MetadataException;
import dev.belay.agent.program.MetadataReader;
import dev.belay.agent.program.Programs;
import dev.belay.agent.program.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The fence agents that are installed on this node: programs that read `key=value` lines.
public final class FenceAgents implements FenceProvider {

    /// Where distributions install them.
    public static final Path FOLDER = Path.of("/usr/sbin");

    private static final Pattern AGENT = Pattern.compile("fence_[A-Za-z0-9_-]+");
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /// Both name the action, which is ours to say.
    private static final Set<String> RESERVED = Set.of("action", "option");

    private static final int STATUS_ON = 0;
    private static final int STATUS_OFF = 2;
    private static final int EVIDENCE_MAX = 200;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final List<Path> folders;
    private final Programs programs;
    private final Duration grace;

    /// Agents of folders, such as [#FOLDER]; of two with one name that of the first counts.
    public FenceAgents(List<Path> folders, Programs programs) {
        this(folders, programs, GRACE);
    }

    FenceAgents(List<Path> folders, Programs programs, Duration grace) {
        this.folders = List.copyOf(folders);
        this.programs = programs;
        this.grace = grace;
    }

    @Override
    public Metadata metadata(String agent, Duration atMost)
            throws MetadataException, InterruptedException {
        if (!AGENT.matcher(agent).matches()) {
            throw new MetadataException(wrongName(agent));
        }
        Command command =
                command(agent, atMost, "action=metadata\n")
                        .withOutputBytes(MetadataReader.BYTES_MAX);
        return MetadataReader.read(programs.run(command), agent, atMost);
    }

    /// What a device can be asked, by what its agent says of itself. An `on` that is for a node
    /// that joins, or is done on the target, is not for after fencing.
    public static Set<FenceVerb> verbs(Metadata metadata) {
        Set<FenceVerb> verbs = EnumSet.noneOf(FenceVerb.class);
        for (FenceVerb verb : FenceVerb.values()) {
            boolean offers =
                    metadata.actions().stream()
                            .filter(action -> action.name().equals(verb.word()))
                            .anyMatch(action -> !action.isAutomatic() && !action.isOnTarget());
            if (offers) {
                verbs.add(verb);
            }
        }
        return verbs;
    }

    @Override
    public FenceAnswer ask(FenceTool device, FenceVerb verb) throws InterruptedException {
        Optional<String> objection = objection(device);
        if (objection.isPresent()) {
            return new FenceAnswer.Denied(objection.get());
        }
        var input = new StringBuilder("action=").append(verb.word()).append('\n');
        all(device)
                .forEach(one ->
                        input.append(one.getKey()).append('=').append(one.getValue()).append('\n'));
        return switch (programs.run(command(device.agent(), device.timeout(), input.toString()))) {
            case Ending.Ended(int code, Said said) ->
                    verb == FenceVerb.STATUS
                            ? status(code, evidence(device, code, said))
                            : deed(code, evidence(device, code, said));
            case Ending.TimedOut _ ->
                    new FenceAnswer.Silent(
                            "no answer within %d ms".formatted(device.timeout().toMillis()));
            case Ending.NotStarted(String why) -> new FenceAnswer.Denied(why);
        };
    }

    private Command command(String agent, Duration atMost, String input) {
        Path program =
                folders.stream()
                        .map(folder -> folder.resolve(agent))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseGet(() -> folders.getLast().resolve(agent));
        return Command.of(program, List.of(), atMost).withInput(input).withGrace(grace);
    }

    private static FenceAnswer deed(int code, String evidence) {
        return code == 0 ? new FenceAnswer.Accepted(evidence) : new FenceAnswer.Denied(evidence);
    }

    private static FenceAnswer status(int code, String evidence) {
        return switch (code) {
            case STATUS_ON -> new FenceAnswer.IsOn("on, " + evidence);
            case STATUS_OFF -> new FenceAnswer.IsOff("off, " + evidence);
            default -> new FenceAnswer.Denied("neither on nor off, " + evidence);
        };
    }

    private static Stream<Map.Entry<String, String>> all(FenceTool device) {
        return Stream.concat(
                device.parameters().entrySet().stream(), device.secrets().entrySet().stream());
    }

    private static String wrongName(String agent) {
        return "a fence agent such as fence_ipmilan was wanted, found '%s': correct its name"
                .formatted(agent);
    }

    /// A line feed in a value would be another parameter, and that may be another action.
    private static Optional<String> objection(FenceTool device) {
        if (!AGENT.matcher(device.agent()).matches()) {
            return Optional.of(wrongName(device.agent()));
        }
        return all(device)
                .filter(one ->
                        !KEY.matcher(one.getKey()).matches()
                                || RESERVED.contains(one.getKey())
                                || one.getValue().chars().anyMatch(Character::isISOControl))
                .map(one ->
                        KEY.matcher(one.getKey()).matches() && !RESERVED.contains(one.getKey())
                                ? ("parameter '%s' was wanted on one line, found a line feed"
                                                + " or another control character in it:"
                                                + " remove that")
                                        .formatted(one.getKey())
                                : "'%s' is no parameter of a fence device: remove it"
                                        .formatted(one.getKey()))
                .findFirst();
    }

    /// The exit code and the last line of what it said, without any secret: some agents repeat what
    /// they were told.
    private static String evidence(FenceTool device, int code, Said said) {
        String text = said.err().isEmpty() ? said.out() : said.err();
        for (String secret :
                device.secrets().values().stream()
                        .filter(one -> !one.isEmpty())
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
            text = text.replace(secret, "***");
        }
        String last = text.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
        boolean mayBeCut = text.lines().count() < 2 && last.length() > EVIDENCE_MAX;
        if (mayBeCut) {
            // Half a secret at the beginning of what was kept would not have been found.
            last = "";
        }
        String shown = last.length() <= EVIDENCE_MAX ? last : last.substring(0, EVIDENCE_MAX) + "…";
        return shown.isEmpty() ? "exit code " + code : "exit code " + code + ": " + shown.strip();
    }
}
