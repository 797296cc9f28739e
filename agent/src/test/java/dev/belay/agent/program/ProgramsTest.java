package dev.belay.agent.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.host.Posix;
import dev.belay.agent.program.Ending.Ended;
import dev.belay.agent.program.Ending.NotStarted;
import dev.belay.agent.program.Ending.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProgramsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir Path folder;
    private Programs programs;

    @BeforeEach
    void open() {
        programs = new Programs(folder.resolve("run"));
    }

    private Path script(String body) {
        return Scripts.write(folder.resolve("program"), body);
    }

    private static Command command(Path program, String... arguments) {
        return Command.of(program, List.of(arguments), LONG).withGrace(SHORT);
    }

    private Ended ended(Command command) throws InterruptedException {
        return (Ended) programs.run(command);
    }

    @Test
    void what_surrounds_all_programs_is_asked_anew_and_a_command_has_the_last_word()
            throws Exception {
        SortedMap<String, String> around = new TreeMap<>();
        programs = new Programs(folder.resolve("run"), () -> around);
        Path script = script("echo $HTTPS_PROXY $LC_ALL");
        assertThat(ended(command(script)).said().out()).isEqualTo("C.UTF-8");

        around.put("HTTPS_PROXY", "http://10.0.0.9:3128");
        around.put("LC_ALL", "C");
        assertThat(ended(command(script)).said().out()).isEqualTo("http://10.0.0.9:3128 C.UTF-8");
    }

    @Test
    void what_a_program_says_and_its_code_come_back_and_nothing_is_left_over() throws Exception {
        Ended ended = ended(command(script("echo out; echo err >&2; exit 77")));

        assertThat(ended.code()).isEqualTo(77);
        assertThat(ended.said()).isEqualTo(new Said("out", "err", "", false, ended.said().took()));
        assertThat(folder.resolve("run")).isEmptyDirectory();
    }

    @Test
    void a_program_gets_its_environment_and_nothing_else() throws Exception {
        var environment = new TreeMap<String, String>();
        environment.put("PATH", "/usr/bin");
        environment.put("VALUE", "$(touch " + folder + "/canary)\n-rf `id`");

        Ended ended =
                ended(command(script("exec env -0 | tr '\\0' '|'")).withEnvironment(environment));

        assertThat(ended.said().out().replaceAll("\\|(PWD|SHLVL|_|OLDPWD)=[^|]*", "").split("\\|"))
                .filteredOn(one -> !one.startsWith("PWD="))
                .containsExactlyInAnyOrder(
                        "PATH=/usr/bin", "VALUE=$(touch " + folder + "/canary)\n-rf `id`");
        assertThat(folder.resolve("canary")).doesNotExist();
    }

    @Test
    void arguments_arrive_as_they_are() throws Exception {
        Ended ended =
                ended(
                        command(
                                script("printf '<%s>' \"$@\""),
                                "-n",
                                "$(touch " + folder + "/canary)",
                                "a\nb",
                                ""));

        assertThat(ended.said().out()).isEqualTo("<-n><$(touch " + folder + "/canary)><a\nb><>");
        assertThat(folder.resolve("canary")).doesNotExist();
    }

    @Test
    void megabytes_of_output_are_drained_and_their_end_is_kept() throws Exception {
        Ended ended =
                ended(command(script("yes 0123456789abcde | head -c 50000000; echo; echo last")));

        assertThat(ended.code()).isZero();
        assertThat(ended.said().isCut()).isTrue();
        assertThat(ended.said().out()).hasSizeBetween(4000, 4096).endsWith("\nlast");
    }

    @Test
    void the_last_remark_is_found_however_much_was_said_after_it() throws Exception {
        String said =
                """
                echo 'why:first' >&2; printf 'why:se\\033[31mcond\\tone \\n' >&2
                yes noise | head -c 100000 >&2; echo 'not why:this' >&2
                """;

        Ended ended = ended(command(script(said)).withRemark("why:"));

        assertThat(ended.said().remark()).isEqualTo("se[31mcond one");
    }

    @Test
    void a_remark_is_cut_at_128_characters_and_needs_no_line_feed() throws Exception {
        Ended ended =
                ended(
                        command(script("printf 'why:'>&2; printf 'é%.0s' $(seq 300) >&2"))
                                .withRemark("why:"));

        assertThat(ended.said().remark()).isEqualTo("é".repeat(128));
    }

    @Test
    void a_program_that_ignores_TERM_is_killed_with_its_children() throws Exception {
        Path pids = folder.resolve("pids");
        Path program =
                script(
                        """
                        trap '' TERM
                        sh -c 'trap "" TERM; while :; do sleep 1; done' &
                        echo $$ $! >%s
                        while :; do sleep 1; done
                        """
                                .formatted(pids));

        Ending ending = programs.run(Command.of(program, List.of(), SHORT).withGrace(SHORT));

        assertThat(ending).isInstanceOf(TimedOut.class);
        for (String pid : Files.readString(pids).strip().split(" ", -1)) {
            assertThat(isRunning(pid)).as("process %s", pid).isFalse();
        }
    }

    @RepeatedTest(10)
    void each_process_is_told_to_end_once() throws Exception {
        Path program =
                script("trap 'echo told' TERM; for i in 1 2 3 4 5 6 7 8; do sleep 0.05; done");

        Ending ending =
                programs.run(
                        Command.of(program, List.of(), Duration.ofMillis(100)).withGrace(LONG));

        assertThat(((TimedOut) ending).said().out()).isEqualTo("told");
    }

    @Test
    void a_program_may_end_well_when_it_is_told_to_and_its_outcome_is_still_unknown()
            throws Exception {
        Path program = script("trap 'echo bye; exit 0' TERM; sleep 60 & wait");

        Ending ending = programs.run(Command.of(program, List.of(), SHORT).withGrace(LONG));

        assertThat(ending).isInstanceOf(TimedOut.class);
        Said said = ((TimedOut) ending).said();
        assertThat(said.out()).isEqualTo("bye");
        assertThat(said.took()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_child_that_holds_the_output_open_neither_delays_nor_dies() throws Exception {
        Path pid = folder.resolve("pid");
        Ended ended = ended(command(script("sleep 60 & echo $! >" + pid + "; echo started")));

        assertThat(ended.code()).isZero();
        assertThat(ended.said().out()).isEqualTo("started");
        assertThat(ended.said().took()).isLessThan(Duration.ofSeconds(5));
        String child = Files.readString(pid).strip();
        assertThat(isRunning(child)).isTrue();
        Posix.kill(Integer.parseInt(child), 9);
    }

    @Test
    void a_child_that_goes_on_writing_takes_no_memory_and_no_thread() throws Exception {
        Path pid = folder.resolve("pid");
        Ended ended = ended(command(script("yes & echo $! >" + pid)));

        assertThat(ended.code()).isZero();
        assertThat(ended.said().took()).isLessThan(Duration.ofSeconds(5));
        String child = Files.readString(pid).strip();
        // Its pipe was closed: it ends as soon as it writes.
        waitUntil(() -> !isRunning(child));
        waitUntil(() ->
                Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("output")));
    }

    @Test
    void input_is_read_or_not_as_the_program_likes() throws Exception {
        String input = "x".repeat(50_000);

        assertThat(ended(command(script("wc -c")).withInput(input)).said().out())
                .isEqualTo("50000");
        assertThat(ended(command(script("exit 3")).withInput(input)).code()).isEqualTo(3);
        assertThat(programs.run(command(script("exit 0")).withInput("x".repeat(70_000))))
                .isInstanceOf(NotStarted.class);
    }

    @Test
    void a_program_starts_in_its_cgroup_or_not_at_all() throws Exception {
        Path cgroup = Files.createDirectory(folder.resolve("a group"));
        Command in = command(script("echo $$")).withCgroup(Optional.of(cgroup));

        Ended ended = ended(in);

        assertThat(ended.said().out())
                .isEqualTo(Files.readString(cgroup.resolve("cgroup.procs")).strip());
        assertThat(programs.run(in.withCgroup(Optional.of(folder.resolve("none")))))
                .isInstanceOfSatisfying(
                        NotStarted.class,
                        it -> assertThat(it.why()).contains("no entry to the cgroup"));
    }

    @Test
    void what_is_not_there_or_cannot_be_run_was_not_started() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        Path lost = Scripts.write(folder.resolve("lost"), "");
        Files.writeString(lost, "#!/no/such/shell\n");

        assertThat(programs.run(command(folder.resolve("none"))))
                .isEqualTo(
                        new NotStarted(
                                "a program was wanted at '%s', found nothing: install it, or correct its name"
                                        .formatted(folder.resolve("none"))));
        assertThat(programs.run(command(text))).isInstanceOf(NotStarted.class);
        assertThat(programs.run(command(lost))).isInstanceOf(NotStarted.class);
        assertThat(programs.run(command(Path.of("ls")))).isInstanceOf(NotStarted.class);
        assertThat(programs.run(command(script("exit 0"), "a\0b"))).isInstanceOf(NotStarted.class);
    }

    @Test
    void root_runs_only_what_nobody_else_can_change() throws Exception {
        Path open = Scripts.write(folder.resolve("open/program"), "exit 0");
        Files.setPosixFilePermissions(
                open.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link =
                Files.createSymbolicLink(folder.resolve("link"), folder.resolve("open/program"));

        assertThat(Trust.objection(open, true))
                .hasValueSatisfying(why ->
                        assertThat(why)
                                .contains("'" + open.getParent() + "' belongs to")
                                .contains("0777")
                                .contains("chmod go-w"));
        assertThat(Trust.objection(link, true)).isPresent();
        assertThat(Trust.objection(open, false)).isEmpty();
        assertThat(Trust.objection(Path.of("/bin/sh"), true)).isEmpty();
    }

    @Test
    void root_does_not_pass_a_link_of_somebody_else() throws Exception {
        assertThat(Posix.isRoot()).as("these tests run as root").isTrue();
        Path others = Files.createDirectory(folder.resolve("others"));
        Path hop = Files.createSymbolicLink(others.resolve("hop"), Path.of("/bin/true"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), hop);
        Posix.setOwner(others.toString(), 12345, 12345);

        assertThat(Trust.objection(link, true))
                .hasValueSatisfying(why -> assertThat(why).contains("belongs to 12345"));
    }

    @Test
    void an_interrupted_call_leaves_nothing_running() throws Exception {
        Path pid = folder.resolve("pid");
        Path program = script("echo $$ >" + pid + "; sleep 60");
        var thrown = new AtomicReference<Throwable>();
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                programs.run(command(program));
                            } catch (InterruptedException e) {
                                thrown.set(e);
                            }
                        });
        waitUntil(() -> Files.exists(pid) && Files.size(pid) > 1);

        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        String process = Files.readString(pid).strip();
        waitUntil(() -> !isRunning(process));
    }

    @Test
    void a_command_does_not_tell_its_secrets() {
        Command command =
                Command.of(Path.of("/bin/true"), List.of("on"), LONG).withInput("passwd=secret");

        assertThat(command).hasToString("/bin/true [on]");
        assertThatThrownBy(() -> command.environment().put("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static boolean isRunning(String pid) throws IOException {
        Path stat = Path.of("/proc", pid, "stat");
        try {
            String text = Files.readString(stat);
            return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // It went away between open and read.
            return Files.exists(stat);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void waitUntil(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
