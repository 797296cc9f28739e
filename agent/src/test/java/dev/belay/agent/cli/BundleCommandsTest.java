package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.config.AgentConfigFile;
import dev.belay.agent.config.ConfigReading;
import dev.belay.api.Json;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.Node;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.ThingId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class BundleCommandsTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir Path folder;
    private Design design;
    private Path key = Path.of("");
    private Path allowed = Path.of("");

    @BeforeEach
    void read() throws Exception {
        design = designIn(EXAMPLES.resolve("gateway-cluster.belay"));
        key = key("alice");
        String part = Files.readString(Path.of(key + ".pub"));
        allowed = Files.writeString(folder.resolve("allowed_signers"), "alice@example.com " + part);
    }

    private Path key(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Process process =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-N",
                                "",
                                "-t",
                                "ed25519",
                                "-f",
                                file.toString())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor()).isZero();
        return file;
    }

    private static Design designIn(Path file) throws IOException {
        return ((Reading.Read) DesignFormat.read(Files.readAllBytes(file))).design();
    }

    private record Ran(ExitCode code, String out, String err) {}

    private static Ran run(Object... args) {
        return run(Locale.ROOT, args);
    }

    private static Ran run(Locale locale, Object... args) {
        return run(Recorded.in(locale), args);
    }

    private static Ran run(Recorded recorded, Object... args) {
        ExitCode code =
                recorded.run(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Ran(code, recorded.out(), recorded.err());
    }

    /// Somebody else writes a file as soon as the command has something to say.
    private static Recorded whileSomebodyWrites(Path file, String text) {
        var output =
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] bytes, int from, int length) {
                        super.write(bytes, from, length);
                        try {
                            Files.writeString(file, text);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                };
        Terminal plain = Recorded.in(Locale.ROOT).terminal();
        var errors = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        plain.in(),
                        new PrintStream(output, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        plain.texts(),
                        plain.locale(),
                        plain.colour(),
                        plain.environment());
        return new Recorded(terminal, output, errors);
    }

    private Path write(String name, Design next) throws IOException {
        return Files.writeString(folder.resolve(name), DesignFormat.write(next));
    }

    private Design withAddress(String id, String address) {
        Node node = design.find(new ThingId(id), Node.class).orElseThrow();
        return design.with(node.withAddress(IpAddress.parse(address).good()));
    }

    private Path exported(String name, Design next, Object... more) throws IOException {
        Path zip = folder.resolve(name + ".zip");
        Object[] args = {
            "bundle", "export", write(name + ".source", next), "-o", zip, "--sign", key
        };
        Ran ran = run(joined(args, more));
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        return zip;
    }

    private static Object[] joined(Object[] args, Object... more) {
        Object[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway-cluster",
                "ec2-route-table",
                "dns-name-proxy",
                "stations",
                "remote-nodes"
            })
    void an_example_goes_out_and_comes_in_again(String name) throws IOException {
        Design example = designIn(EXAMPLES.resolve(name + ".belay"));
        Path zip = exported(name, example);
        Ran verified = run("bundle", "verify", zip, "--allowed-signers", allowed);
        assertThat(verified.code()).as(verified.err()).isEqualTo(ExitCode.DONE);
        assertThat(verified.out())
                .contains("is what alice@example.com signed (ssh-ed25519 SHA256:");
        Path target = folder.resolve("in.belay");
        Ran ran = run("bundle", "import", zip, "-o", target, "--allowed-signers", allowed);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(designIn(target)).isEqualTo(example);
        assertThat(Files.readString(target)).isEqualTo(DesignFormat.write(example));
    }

    @Test
    void agents_read_what_is_rendered_for_them() throws IOException {
        int count = 0;
        for (String name : List.of("gateway-cluster", "ec2-route-table", "remote-nodes")) {
            Path zip = exported(name, designIn(EXAMPLES.resolve(name + ".belay")));
            try (var in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
                for (ZipEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
                    if (one.getName().endsWith("agent.json")) {
                        Path file = Files.write(folder.resolve("agent.json"), in.readAllBytes());
                        assertThat(AgentConfigFile.read(file))
                                .as(one.getName())
                                .isInstanceOf(ConfigReading.Good.class);
                        count++;
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(6);
    }

    @Test
    void every_command_of_a_runbook_is_one() throws IOException {
        int count = 0;
        for (String name : List.of("gateway-cluster", "stations", "dns-name-proxy")) {
            Path zip = exported(name, designIn(EXAMPLES.resolve(name + ".belay")));
            try (var in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
                for (ZipEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
                    if (!one.getName().endsWith(".md")) {
                        continue;
                    }
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    for (String line : text.lines().map(String::strip).toList()) {
                        if (line.startsWith("belay ")) {
                            String[] words = line.substring("belay ".length()).split(" ", -1);
                            CommandLine parser =
                                    new CommandTree(Recorded.in(Locale.ROOT).terminal()).whole();
                            assertThat(parser.parseArgs(words).hasSubcommand()).as(line).isTrue();
                            count++;
                        }
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(40);
    }

    @Test
    void verify_says_who_and_what_as_a_document() throws IOException {
        Path zip = exported("site", design);
        Ran ran = run("bundle", "verify", zip, "--allowed-signers", allowed, "--json");
        JsonNode said = Json.MAPPER.readTree(ran.out());
        assertThat(said.at("/verified").booleanValue()).isTrue();
        assertThat(said.at("/bundle/signers/0").stringValue()).isEqualTo("alice@example.com");
        assertThat(said.at("/bundle/entries/0/path").stringValue()).isEqualTo("design.belay");
        byte[] bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2] ^= 1;
        Files.write(zip, bytes);
        Ran tampered = run("bundle", "verify", zip, "--allowed-signers", allowed, "--json");
        assertThat(tampered.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        JsonNode refused = Json.MAPPER.readTree(tampered.out());
        assertThat(refused.at("/verified").booleanValue()).isFalse();
        assertThat(refused.at("/problems/0/code").stringValue()).isEqualTo("bundle-entry-damaged");
        Ran japanese = run(Locale.JAPANESE, "bundle", "verify", zip, "--allowed-signers", allowed);
        assertThat(japanese.err()).contains("bundle-entry-damaged: zip 自身のチェックサム");
    }

    @Test
    void a_stranger_and_another_signer_are_refused_and_nothing_is_written() throws Exception {
        Path zip = exported("site", design);
        Path mallory = key("mallory");
        Path others =
                Files.writeString(
                        folder.resolve("others"),
                        "mallory " + Files.readString(Path.of(mallory + ".pub")));
        Path target = folder.resolve("in.belay");
        Ran ran = run("bundle", "import", zip, "-o", target, "--allowed-signers", others, "--yes");
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.err()).contains("bundle-signer-unknown");
        assertThat(target).doesNotExist();
        Ran another = run("bundle", "verify", zip, "--allowed-signers", allowed, "--signer", "bob");
        assertThat(another.err()).contains("bundle-signer-another");
        Path missing = folder.resolve("none");
        Ran listless = run("bundle", "verify", zip, "--allowed-signers", missing);
        assertThat(listless.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run("bundle", "verify", zip).code()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void an_unsigned_bundle_is_taken_only_after_a_yes() throws IOException {
        Path zip = folder.resolve("plain.zip");
        assertThat(run("bundle", "export", write("a.belay", design), "-o", zip).code())
                .isEqualTo(ExitCode.DONE);
        Path target = folder.resolve("in.belay");
        Ran asked = run("bundle", "import", zip, "-o", target);
        assertThat(asked.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(asked.err()).contains("nobody vouches for").contains("--yes");
        assertThat(target).doesNotExist();
        Ran listed =
                run("bundle", "import", zip, "-o", target, "--allowed-signers", allowed, "--yes");
        assertThat(listed.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(listed.err()).contains("bundle-unsigned");
        assertThat(target).doesNotExist();
        assertThat(run("bundle", "import", zip, "-o", target, "--yes").code())
                .isEqualTo(ExitCode.DONE);
        assertThat(designIn(target)).isEqualTo(design);
    }

    @Test
    void the_same_design_gives_the_same_file() throws IOException {
        byte[] once = Files.readAllBytes(exported("site", design));
        byte[] again = Files.readAllBytes(exported("other", design));
        assertThat(again).isEqualTo(once);
    }

    @Test
    void an_older_bundle_does_not_come_over_a_newer_design() throws IOException {
        Design newer = withAddress("gw-2", "10.20.0.99");
        Path old = exported("old", design);
        Path next = exported("next", newer, "--follows", old);
        Design newest = newer.withCluster(newer.cluster().withGuarded(true));
        Path last = exported("last", newest, "--follows", next);
        Path target = write("site.belay", design);
        // Over what it came out of, also over two steps, it goes.
        Ran forth =
                run("bundle", "import", last, "-o", target, "--allowed-signers", allowed, "--yes");
        assertThat(forth.code()).as(forth.err()).isEqualTo(ExitCode.DONE);
        assertThat(forth.out())
                .contains("~ node gw-2 /address: '10.20.0.12' → '10.20.0.99'")
                .contains("~ cluster /guarded: 'false' → 'true'");
        assertThat(designIn(target)).isEqualTo(newest);
        for (Path older : List.of(old, next)) {
            Ran back =
                    run(
                            "bundle",
                            "import",
                            older,
                            "-o",
                            target,
                            "--allowed-signers",
                            allowed,
                            "--yes");
            assertThat(back.code()).isEqualTo(ExitCode.FAILED);
            assertThat(back.err()).contains("--base FILE").contains("--replace");
            assertThat(designIn(target)).isEqualTo(newest);
        }
        Ran same = run("bundle", "import", last, "-o", target, "--allowed-signers", allowed);
        assertThat(same.out()).contains("is the same design already");
        Ran asked =
                run(
                        "bundle",
                        "import",
                        old,
                        "-o",
                        target,
                        "--allowed-signers",
                        allowed,
                        "--replace");
        assertThat(asked.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(designIn(target)).isEqualTo(newest);
        Ran replaced =
                run(
                        "bundle",
                        "import",
                        old,
                        "-o",
                        target,
                        "--allowed-signers",
                        allowed,
                        "--replace",
                        "--yes",
                        "--json");
        assertThat(replaced.code()).isEqualTo(ExitCode.DONE);
        assertThat(Json.MAPPER.readTree(replaced.out()).at("/changes").size()).isEqualTo(2);
        assertThat(designIn(target)).isEqualTo(design);
    }

    @Test
    void a_design_that_went_back_is_what_it_was_unless_something_else_changed_too()
            throws IOException {
        Design wrong = withAddress("gw-2", "10.20.0.99");
        Path first = exported("first", design);
        Path withdrawn = exported("withdrawn", wrong, "--follows", first);
        Node node = design.find(new ThingId("gw-2"), Node.class).orElseThrow();
        Design back = design.with(node.withNotes("10.20.0.99 was taken"));
        Path last = exported("last", back, "--follows", withdrawn);

        Path target = write("site.belay", wrong);
        Object[] load = {"bundle", "import", "-o", target, "--allowed-signers", allowed, "--yes"};
        Ran refused = run(joined(load, first));
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains("--replace");
        assertThat(run(joined(load, first, "--replace")).code()).isEqualTo(ExitCode.DONE);
        Ran again = run(joined(load, withdrawn));
        assertThat(again.out()).contains("~ node gw-2 /address: '10.20.0.12' → '10.20.0.99'");
        assertThat(designIn(target)).isEqualTo(wrong);

        assertThat(run(joined(load, last)).code()).isEqualTo(ExitCode.DONE);
        assertThat(designIn(target)).isEqualTo(back);
        assertThat(run(joined(load, withdrawn)).code()).isEqualTo(ExitCode.FAILED);
        assertThat(designIn(target)).isEqualTo(back);
    }

    @Test
    void both_changes_of_a_design_are_merged_over_its_base() throws IOException {
        Path base = write("base.belay", design);
        Path zip = exported("theirs", withAddress("gw-2", "10.20.0.99"));
        Path ours = write("site.belay", withAddress("gw-3", "10.20.0.98"));
        Ran ran =
                run(
                        "bundle",
                        "import",
                        zip,
                        "-o",
                        ours,
                        "--base",
                        base,
                        "--allowed-signers",
                        allowed,
                        "--yes");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        Design merged = designIn(ours);
        assertThat(DesignFormat.write(merged)).contains("10.20.0.99").contains("10.20.0.98");
    }

    @Test
    void changes_that_do_not_go_together_are_told_and_change_nothing() throws IOException {
        Path base = write("base.belay", design);
        Path ours = write("ours.belay", withAddress("gw-2", "10.20.0.98"));
        Path theirs = write("theirs.belay", withAddress("gw-2", "10.20.0.99"));
        Path merged = folder.resolve("merged.belay");
        Ran ran = run("bundle", "diff", ours, theirs, "--base", base, "-o", merged);
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.err())
                .contains("both-changed: node gw-2 /address was changed by both: it was")
                .contains("ours is '10.20.0.98', theirs is '10.20.0.99'");
        assertThat(merged).doesNotExist();
        Ran json = run(Locale.JAPANESE, "bundle", "diff", ours, theirs, "--base", base, "--json");
        JsonNode said = Json.MAPPER.readTree(json.out());
        assertThat(said.at("/conflicts/0/code").stringValue()).isEqualTo("both-changed");
        assertThat(said.at("/conflicts/0/sentence").stringValue()).contains("両方で変更");
        Ran settled =
                run(
                        "bundle",
                        "diff",
                        ours,
                        theirs,
                        "--base",
                        base,
                        "-o",
                        merged,
                        "--prefer",
                        "theirs");
        assertThat(settled.code()).as(settled.err()).isEqualTo(ExitCode.DONE);
        assertThat(designIn(merged)).isEqualTo(withAddress("gw-2", "10.20.0.99"));
        Path twice = write("twice.belay", withAddress("gw-3", "10.20.0.98"));
        Ran fresh = run("bundle", "diff", ours, twice, "--base", base);
        assertThat(fresh.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(fresh.err()).contains("which neither side has alone");
    }

    @Test
    void designs_and_bundles_are_compared_with_each_other() throws IOException {
        Path zip = exported("site", withAddress("gw-2", "10.20.0.99"));
        Path file = write("a.belay", design);
        Ran ran = run("bundle", "diff", file, zip);
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out()).isEqualTo("~ node gw-2 /address: '10.20.0.12' → '10.20.0.99'\n");
        assertThat(ran.err()).contains("was not asked; it is signed by ssh-ed25519");
        Ran trusted = run("bundle", "diff", file, zip, "--allowed-signers", allowed, "--json");
        assertThat(trusted.err()).isEmpty();
        JsonNode said = Json.MAPPER.readTree(trusted.out());
        assertThat(said.at("/same").booleanValue()).isFalse();
        assertThat(said.at("/changes/0/pointer").stringValue()).isEqualTo("/address");
        assertThat(run("bundle", "diff", file, file).out()).isEqualTo("No differences.\n");
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length - 1));
        Ran broken = run("bundle", "diff", file, zip);
        assertThat(broken.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(broken.err()).contains("bundle-truncated");
    }

    @Test
    void a_file_that_is_there_is_asked_about_and_keeps_who_may_read_it() throws IOException {
        Path zip = exported("site", design);
        Path target = Files.writeString(folder.resolve("in.belay"), "not a design");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Ran refused =
                run("bundle", "import", zip, "-o", target, "--allowed-signers", allowed, "--yes");
        assertThat(refused.err()).contains("--replace");
        assertThat(target).hasContent("not a design");
        Ran ran =
                run(
                        "bundle",
                        "import",
                        zip,
                        "-o",
                        target,
                        "--allowed-signers",
                        allowed,
                        "--replace",
                        "--yes");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.DONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        Ran again = run("bundle", "export", target, "-o", zip, "--sign", key);
        assertThat(again.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(again.err()).contains("--yes");
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(one -> one.endsWith(".new"));
        }
    }

    @Test
    void what_is_wrong_with_the_call_is_said() throws IOException {
        Path file = write("a.belay", design);
        Path zip = folder.resolve("a.zip");
        assertThat(run("bundle", "export", file).err()).contains("--output FILE");
        Ran keyless = run("bundle", "export", file, "-o", zip, "--sign", folder.resolve("none"));
        assertThat(keyless.err()).contains("a key to sign with is wanted", "no such file");
        assertThat(zip).doesNotExist();
        assertThat(run("bundle", "diff", file, file, "-o", zip).err()).contains("--base FILE");
        assertThat(run("bundle", "diff", file, file, "--prefer", "ours").err())
                .contains("--base FILE");
        assertThat(run("bundle", "diff", file, file, "--base", file, "--prefer", "me").err())
                .contains("'ours' or 'theirs' is wanted");
        assertThat(run("bundle", "verify", zip, "--allowed-signers", allowed).code())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void a_former_bundle_that_nobody_of_the_list_made_is_not_followed() throws Exception {
        Path mallory = key("mallory");
        Path foreign = folder.resolve("foreign.zip");
        Path unsigned = folder.resolve("unsigned.zip");
        Path file = write("a.belay", design);
        assertThat(run("bundle", "export", file, "-o", foreign, "--sign", mallory).code())
                .isEqualTo(ExitCode.DONE);
        assertThat(run("bundle", "export", file, "-o", unsigned).code()).isEqualTo(ExitCode.DONE);
        Path own = exported("own", design);
        Path next = folder.resolve("next.zip");
        Object[] export = {"bundle", "export", file, "-o", next, "--allowed-signers", allowed};
        Ran stranger = run(joined(export, "--follows", own, "--follows", foreign));
        assertThat(stranger.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(stranger.err()).contains("bundle-signer-unknown");
        assertThat(run(joined(export, "--follows", unsigned)).err()).contains("bundle-unsigned");
        assertThat(run(joined(export, "--follows", own, "--signer", "bob")).err())
                .contains("bundle-signer-another");
        assertThat(next).doesNotExist();
        assertThat(run(export).err()).contains("--follows FILE");
        Ran done = run(joined(export, "--follows", own, "--signer", "alice@example.com"));
        assertThat(done.code()).as(done.err()).isEqualTo(ExitCode.DONE);
        assertThat(done.err()).isEmpty();
        Ran told = run("bundle", "export", file, "-o", next, "--follows", foreign, "--yes");
        assertThat(told.code()).isEqualTo(ExitCode.DONE);
        assertThat(told.err()).contains("was not asked; it is signed by ssh-ed25519");
    }

    @Test
    void a_signature_that_does_not_hold_is_seen_before_the_file_has_its_name() throws Exception {
        Path part = Path.of(key + ".pub");
        byte[] encoded =
                Base64.getDecoder().decode(Files.readString(part).split(" ", -1)[1].strip());
        Path socket = folder.resolve("agent.sock");
        Path file = write("a.belay", design);
        Path fresh = folder.resolve("fresh.zip");
        Path former = Files.writeString(folder.resolve("former.zip"), "former");
        try (var _ = new LyingSshAgent(socket, encoded)) {
            for (Path zip : List.of(fresh, former)) {
                Recorded recorded =
                        Recorded.in(
                                Locale.ROOT,
                                Map.of("HOME", "/nonexistent", "SSH_AUTH_SOCK", socket.toString()));
                Ran ran =
                        run(recorded, "bundle", "export", file, "-o", zip, "--sign", part, "--yes");
                assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
                assertThat(ran.err())
                        .contains("a bundle that holds is wanted", "bundle-signature-wrong");
            }
        }
        assertThat(fresh).doesNotExist();
        assertThat(former).hasContent("former");
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(one -> one.endsWith(".new"));
        }
    }

    @Test
    void what_somebody_wrote_meanwhile_is_not_written_over() throws IOException {
        Path target = write("site.belay", design);
        Path zip = exported("next", withAddress("gw-2", "10.20.0.99"), "--follows", target);
        Object[] load = {"bundle", "import", zip, "-o", target, "--allowed-signers", allowed};
        Ran ran = run(whileSomebodyWrites(target, "edited"), joined(load, "--yes"));
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("somebody changed it meanwhile", "site.belay");
        assertThat(target).hasContent("edited");

        Path base = write("base.belay", design);
        Path ours = write("ours.belay", withAddress("gw-3", "10.20.0.98"));
        for (Path merged : List.of(ours, folder.resolve("merged.belay"))) {
            Object[] diff = {"bundle", "diff", ours, zip, "--base", base, "-o", merged, "--yes"};
            Ran raced = run(whileSomebodyWrites(merged, "edited"), diff);
            assertThat(raced.code()).isEqualTo(ExitCode.FAILED);
            assertThat(raced.err()).contains("somebody changed it meanwhile");
            assertThat(merged).hasContent("edited");
            write("ours.belay", withAddress("gw-3", "10.20.0.98"));
        }
    }

    @Test
    void a_wrong_design_or_one_with_a_secret_is_not_exported() throws IOException {
        Path zip = folder.resolve("a.zip");
        Node node = design.find(new ThingId("gw-1"), Node.class).orElseThrow();
        Design secret = design.with(node.withNotes("bmc password=hunter2"));
        Ran ran = run("bundle", "export", write("s.belay", secret), "-o", zip);
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.err()).contains("bundle-secret-inside").doesNotContain("hunter2");
        Ran json = run("bundle", "export", folder.resolve("s.belay"), "-o", zip, "--json");
        assertThat(Json.MAPPER.readTree(json.out()).at("/problems/0/code").stringValue())
                .isEqualTo("bundle-secret-inside");
        Ran wrong =
                run("bundle", "export", Files.writeString(folder.resolve("w"), "{}"), "-o", zip);
        assertThat(wrong.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(zip).doesNotExist();
    }
}
