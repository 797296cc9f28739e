package dev.belay.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.app.config.PublishDraft.Field;
import dev.belay.reach.publish.Publisher.Wish;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishDraftTest {
    private static final Hook SQUID =
            new Hook(
                    Hook.Kind.SQUID,
                    List.of("squid", "-k", "parse", "-f", "{tree}/my squid.conf"),
                    List.of(),
                    3128,
                    10_000);

    private static PublishDraft fresh(
            String name, String target, String port, String seconds, String validate) {
        return new PublishDraft(
                true,
                name,
                target,
                true,
                true,
                Hook.Kind.NGINX,
                port,
                seconds,
                validate,
                "",
                " a ");
    }

    private static ConfigSetView set() {
        return new ConfigSetView("proxy", "/etc/squid", SQUID, 7, List.of(), null, List.of());
    }

    @ParameterizedTest
    @CsvSource({"/srv/Edge nginx,edge-nginx", "/srv/-a_b-,a-b", "/,''", "/srv/サイト,''"})
    void the_folder_suggests_a_name(Path folder, String name) {
        assertThat(PublishDraft.of(folder).name()).isEqualTo(name);
    }

    @Test
    void a_new_set_is_wished_with_all_that_was_typed() {
        PublishDraft draft =
                fresh(" edge ", " /etc/nginx ", "443", "20", "nginx -t -c '{tree}/a b.conf'");
        assertThat(draft.faults(Set.of("proxy"))).isEmpty();
        assertThat(draft.wish())
                .isEqualTo(
                        new Wish(
                                "edge",
                                "/etc/nginx",
                                true,
                                new Hook(
                                        Hook.Kind.NGINX,
                                        List.of("nginx", "-t", "-c", "{tree}/a b.conf"),
                                        List.of(),
                                        443,
                                        20_000),
                                "a"));
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThat(fresh("Edge", "etc/nginx", "65536", "0", "say 'no").faults(Set.of()))
                .extracting(PublishDraft.Fault::field)
                .containsExactly(
                        Field.NAME, Field.TARGET, Field.PORT, Field.SECONDS, Field.VALIDATE);
    }

    @ParameterizedTest
    @CsvSource({
        "'',/etc/nginx,set.fault.name.none",
        "-edge,/etc/nginx,set.fault.name",
        "proxy,/etc/nginx,set.fault.name.taken",
        "edge,'',set.fault.target.none",
        "edge,/,set.fault.target",
        "edge,/etc/nginx/,set.fault.target",
        "edge,/etc/../nginx,set.fault.target"
    })
    void a_name_or_a_target_that_the_cluster_would_refuse_is_told_before(
            String name, String target, String key) {
        assertThat(fresh(name, target, "", "30", "").faults(Set.of("proxy")))
                .extracting(PublishDraft.Fault::key)
                .containsExactly(key);
    }

    @Test
    void the_next_version_leaves_target_and_hook_as_they_are() {
        PublishDraft draft = PublishDraft.of(set());
        assertThat(draft.faults(Set.of("proxy"))).isEmpty();
        assertThat(draft.wish()).isEqualTo(new Wish("proxy", "", false, null, ""));
    }

    @Test
    void a_hook_that_is_opened_and_left_alone_stays_the_same() {
        PublishDraft draft = PublishDraft.of(set());
        PublishDraft changing =
                new PublishDraft(
                        false,
                        draft.name(),
                        draft.target(),
                        false,
                        true,
                        draft.kind(),
                        draft.port(),
                        draft.seconds(),
                        draft.validate(),
                        draft.reload(),
                        "");
        assertThat(changing.wish().hook()).isEqualTo(SQUID);
    }
}
