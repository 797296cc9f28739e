package dev.belay.agent.tenure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.proxy.ProxyFiles;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of an operating system below a folder that stands for its root.
class SystemProxyTest {

    private static final SortedMap<String, String> NONE = Collections.emptySortedMap();
    private static final String BOTH = "/" + ProxyFiles.SHELLS + ", /" + ProxyFiles.UNITS;
    private static final String FOREIGN = "export http_proxy=http://10.0.0.1:8080\n";

    private final List<Event> told = new ArrayList<>();
    private int reloads;
    private Path root;
    private Path shells;
    private Path units;
    private SystemProxy proxy;

    @BeforeEach
    void host(@TempDir Path folder) throws IOException {
        root = folder;
        shells = root.resolve(ProxyFiles.SHELLS);
        units = root.resolve(ProxyFiles.UNITS);
        Files.createDirectories(root.resolve("etc/profile.d"));
        Files.createDirectories(root.resolve("etc/systemd"));
        start();
    }

    private void start() {
        proxy = make(Optional.empty(), Optional.empty());
    }

    private SystemProxy make(Optional<String> objection, Optional<String> trouble) {
        return new SystemProxy(
                root,
                objection,
                () -> {
                    reloads++;
                    return trouble;
                },
                told::add);
    }

    private static SortedMap<String, String> files(String value) {
        var all = new TreeMap<String, String>();
        for (String file : List.of(ProxyFiles.SHELLS, ProxyFiles.UNITS)) {
            all.put(file, ProxyFiles.MARK + " for a test\n" + value + "\n");
        }
        return all;
    }

    private void assertHolds(String value) {
        assertThat(shells).hasContent(files(value).get(ProxyFiles.SHELLS));
        assertThat(units).hasContent(files(value).get(ProxyFiles.UNITS));
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> all = Files.list(root.resolve(folder))) {
            return all.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void both_are_written_for_everybody_to_read_and_nothing_is_left_beside_them() throws Exception {
        proxy.look(3, files("ü"));

        assertHolds("ü");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shells)))
                .isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(units.getParent())))
                .isEqualTo("rwxr-xr-x");
        assertThat(names("etc/profile.d")).containsExactly("belay-proxy.sh");
        assertThat(names("etc/systemd/system.conf.d")).containsExactly("belay-proxy.conf");
        assertThat(told).containsExactly(new Event.ProxyWritten(BOTH));
        assertThat(reloads).isOne();
    }

    @Test
    void what_is_in_order_is_neither_written_nor_told_again() throws Exception {
        proxy.look(3, files("a"));
        Object before = Files.getAttribute(shells, "unix:ino");

        proxy.look(3, files("a"));
        proxy.look(4, files("a"));
        start();
        proxy.look(4, files("a"));

        assertThat(Files.getAttribute(shells, "unix:ino")).isEqualTo(before);
        assertThat(told).hasSize(1);
        assertThat(reloads).isOne();
    }

    @Test
    void other_settings_replace_the_ones_before() {
        proxy.look(3, files("a"));
        proxy.look(4, files("b"));

        assertHolds("b");
        assertThat(told)
                .containsExactly(new Event.ProxyWritten(BOTH), new Event.ProxyWritten(BOTH));
    }

    @Test
    void an_edit_lasts_until_the_next_design_or_the_next_start() throws Exception {
        proxy.look(3, files("a"));
        String edited = ProxyFiles.MARK + " for a test\nedited\n";
        Files.writeString(shells, edited);

        proxy.look(3, files("a"));
        assertThat(shells).hasContent(edited);
        proxy.look(4, files("a"));
        assertHolds("a");
        Files.delete(shells);
        start();
        proxy.look(4, files("a"));

        assertHolds("a");
        var one = new Event.ProxyWritten("/" + ProxyFiles.SHELLS);
        assertThat(told).containsExactly(new Event.ProxyWritten(BOTH), one, one);
        assertThat(reloads).isOne();
    }

    @Test
    void they_go_when_the_design_wants_none_or_the_node_is_in_no_cluster() throws Exception {
        proxy.look(3, files("a"));
        proxy.look(4, NONE);
        assertThat(names("etc/profile.d")).isEmpty();
        assertThat(names("etc/systemd/system.conf.d")).isEmpty();
        proxy.look(5, files("a"));
        start();
        proxy.forget();
        proxy.forget();

        assertThat(names("etc/profile.d")).isEmpty();
        assertThat(told.subList(1, told.size()))
                .containsExactly(
                        new Event.ProxyRemoved(BOTH),
                        new Event.ProxyWritten(BOTH),
                        new Event.ProxyRemoved(BOTH));
        assertThat(reloads).isEqualTo(4);
    }

    @Test
    void somebody_elses_file_stays_is_told_once_and_makes_room() throws Exception {
        Files.writeString(shells, FOREIGN);

        proxy.look(3, files("a"));
        proxy.look(3, files("a"));
        proxy.look(4, files("a"));

        assertThat(shells).hasContent(FOREIGN);
        assertThat(units).hasContent(files("a").get(ProxyFiles.UNITS));
        assertThat(told)
                .hasSize(2)
                .first()
                .isEqualTo(new Event.ProxyWritten("/" + ProxyFiles.UNITS));
        assertRefused(told.getLast(), ProxyFiles.SHELLS, "Belay did not write");
        proxy.look(5, NONE);
        assertThat(shells).hasContent(FOREIGN);
        assertThat(told)
                .hasSize(3)
                .last()
                .isEqualTo(new Event.ProxyRemoved("/" + ProxyFiles.UNITS));

        proxy.look(6, files("b"));
        Files.delete(shells);
        proxy.look(6, files("b"));
        assertHolds("b");
    }

    private static void assertRefused(Event event, String file, String why) {
        assertThat(event).isInstanceOf(Event.ProxyRefused.class);
        var refused = (Event.ProxyRefused) event;
        assertThat(refused.files()).isEqualTo("/" + file);
        assertThat(refused.why()).contains(why);
    }

    /// Neither what a link leads to nor what is in a folder is Belay's.
    @Test
    void a_link_and_a_folder_stay() throws Exception {
        Path elsewhere = Files.writeString(root.resolve("elsewhere"), ProxyFiles.MARK + "\n");
        Files.createSymbolicLink(shells, elsewhere);
        Files.createDirectories(units);

        proxy.look(3, files("a"));
        proxy.look(4, NONE);

        assertThat(elsewhere).hasContent(ProxyFiles.MARK + "\n");
        assertThat(shells).isSymbolicLink();
        assertThat(units).isDirectory();
        assertThat(told).hasSize(2);
        assertRefused(told.getFirst(), ProxyFiles.SHELLS, "is no file");
        assertRefused(told.getLast(), ProxyFiles.UNITS, "is no file");
    }

    @Test
    void a_host_without_systemd_has_the_one_for_shells_alone() throws Exception {
        Files.delete(root.resolve("etc/systemd"));

        proxy.look(3, files("a"));
        proxy.look(3, files("a"));

        assertThat(shells).exists();
        assertThat(root.resolve("etc/systemd")).doesNotExist();
        assertThat(told).hasSize(2);
        assertRefused(told.getLast(), ProxyFiles.UNITS, "no folder '/etc/systemd'");
        assertThat(reloads).isZero();
    }

    /// Root may write anywhere but into what is no folder.
    @Test
    void a_folder_that_cannot_be_written_is_told_and_tried_again() throws Exception {
        Path inTheWay = Files.writeString(units.getParent(), "");

        proxy.look(3, files("a"));
        proxy.look(3, files("a"));
        assertThat(told).hasSize(2);
        assertRefused(told.getLast(), ProxyFiles.UNITS, "see to it that root may write there");
        assertThat(inTheWay).isEmptyFile();
        Files.delete(inTheWay);
        proxy.look(3, files("a"));

        assertHolds("a");
        assertThat(told.getLast()).isEqualTo(new Event.ProxyWritten("/" + ProxyFiles.UNITS));
    }

    /// The first file is there, the second one half written beside its name.
    @Test
    void a_crash_between_the_files_is_made_good_at_the_next_start() throws Exception {
        proxy.look(3, files("a"));
        Files.writeString(shells, files("b").get(ProxyFiles.SHELLS));
        Path half = Files.writeString(units.resolveSibling(".belay-proxy.conf.new"), "# Wri");

        start();
        proxy.look(4, files("b"));

        assertHolds("b");
        assertThat(half).doesNotExist();
        assertThat(told.getLast()).isEqualTo(new Event.ProxyWritten("/" + ProxyFiles.UNITS));
    }

    @Test
    void systemd_that_does_not_follow_is_told() {
        proxy = make(Optional.empty(), Optional.of("systemctl ended with 1"));
        proxy.look(3, files("a"));

        assertRefused(told.getLast(), ProxyFiles.UNITS, "systemctl ended with 1");
    }

    @Test
    void a_host_that_is_not_the_nodes_own_is_left_alone_and_that_is_told_once() throws Exception {
        Files.writeString(shells, files("a").get(ProxyFiles.SHELLS));
        proxy = make(SystemProxy.objection("127.77.1.1", true), Optional.empty());

        proxy.look(3, NONE);
        assertThat(told).isEmpty();
        proxy.look(4, files("b"));
        proxy.look(5, files("b"));
        proxy.forget();

        assertThat(shells).hasContent(files("a").get(ProxyFiles.SHELLS));
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.ProxyRefused.class,
                        one -> {
                            assertThat(one.files()).isEqualTo(BOTH);
                            assertThat(one.why()).contains("'127.77.1.1'", "--netns");
                        });
        assertThat(SystemProxy.objection("10.0.0.4", false).orElseThrow()).contains("only root");
        assertThat(SystemProxy.objection("10.0.0.4", true)).isEmpty();
    }

    @Test
    void after_its_end_nothing_is_written() {
        proxy.close();
        proxy.look(3, files("a"));

        assertThat(shells).doesNotExist();
        assertThat(told).isEmpty();
    }
}
