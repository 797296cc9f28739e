package dev.belay.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Change;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import dev.belay.model.content.ManifestDiff.Difference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestRulesTest {

    @ParameterizedTest
    @CsvSource({
        "../etc/shadow, path-climbs",
        "/etc/shadow, path-absolute",
        "'', manifest-order",
        "a//b, path-empty-part",
        "a/./b, path-dot",
        "a/, path-empty-part",
    })
    void a_path_stays_inside_the_set(String path, String code) {
        assertThat(codes(set(file(path)))).contains(code);
    }

    @Test
    void a_path_has_no_control_characters_and_is_shown_without_them() {
        List<ApiError> errors = ManifestRules.violations(set(file("a\u0000b"), file("c\u001b[2J")));
        assertThat(errors).extracting(ApiError::code).containsOnly("path-control-character");
        assertThat(errors).extracting(ApiError::found).contains("'a\\u0000b'", "'c\\u001b[2J'");
    }

    @Test
    void a_path_is_neither_too_long_nor_too_deep() {
        assertThat(codes(set(file("x".repeat(256))))).containsExactly("path-too-long");
        assertThat(codes(set(file("é".repeat(128))))).containsExactly("path-too-long");
        assertThat(codes(set(file("a/".repeat(64) + "b")))).contains("path-too-long");
    }

    @Test
    void names_that_are_one_name_elsewhere_clash() {
        assertThat(codes(set(file("Nginx.conf"), file("nginx.conf"))))
                .containsExactly("path-clash");
        assertThat(codes(set(file("e\u0301"), file("\u00e9")))).containsExactly("path-clash");
    }

    @Test
    void every_file_is_in_a_folder_of_the_set_and_never_behind_a_link() {
        assertThat(codes(set(file("a/b")))).containsExactly("path-without-folder");
        assertThat(codes(set(new LinkEntry("a", "c"), file("a/b"), folder("c"))))
                .containsExactly("path-without-folder");
    }

    @ParameterizedTest
    @CsvSource({
        "a/l, ../x, ''",
        "a/l, ../../x, link-leaves",
        "l, /etc/passwd, link-leaves",
        "l, a/../../x, link-leaves",
        "l, a/b/../x, ''",
        "l, up/../x, link-leaves",
        "l, l, link-circle",
        "l, missing/x, ''",
    })
    void a_link_leads_to_a_place_inside_the_set(String path, String target, String code) {
        var set =
                set(
                        folder("a"),
                        folder("a/b"),
                        new LinkEntry("up", "a/.."),
                        new LinkEntry(path, target));
        assertThat(codes(set)).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void all_violations_are_told_at_once() {
        assertThat(codes(set(file("/x"), file("a\nb"), new LinkEntry("z", "/"))))
                .containsExactly("path-absolute", "path-control-character", "link-leaves");
    }

    @Test
    void a_difference_names_what_differs() {
        var from = set(file("a"), file("b"), folder("c"), file("d"), new LinkEntry("l", "a"));
        var changed = new FileEntry("b", 0600, "www-data", "root", Instant.EPOCH, 0, List.of());
        var to = set(changed, file("c"), file("d"), file("e"), new LinkEntry("l", "d"));
        assertThat(ManifestDiff.between(from, to))
                .containsExactly(
                        new Difference("a", Change.REMOVED, ""),
                        new Difference(
                                "b",
                                Change.OWNER_OR_MODE,
                                "mode 0644 -> 0600, owner root -> www-data"),
                        new Difference("c", Change.KIND, "kind folder -> file"),
                        new Difference("e", Change.ADDED, ""),
                        new Difference("l", Change.CONTENT, "target a -> d"));
    }

    private static List<String> codes(Manifest manifest) {
        return ManifestRules.violations(manifest).stream().map(ApiError::code).toList();
    }

    private static Manifest set(Entry... entries) {
        var all = new ArrayList<>(List.of(entries));
        all.add(folder(""));
        return Manifest.of(all);
    }

    private static FileEntry file(String path) {
        return new FileEntry(path, 0644, "root", "root", Instant.EPOCH, 0, List.of());
    }

    private static FolderEntry folder(String path) {
        return new FolderEntry(path, 0755, "root", "root");
    }
}
