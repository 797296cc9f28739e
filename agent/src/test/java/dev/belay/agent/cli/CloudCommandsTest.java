package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CloudCommandsTest {

    private static final String EXAMPLE =
            Path.of("..", "examples", "ec2-route-table.belay").toString();

    @TempDir Path folder;

    private record Ran(ExitCode code, String out, String err) {
        JsonNode json() {
            return Json.MAPPER.readTree(out);
        }
    }

    private static Ran run(String... args) {
        return run(Locale.ROOT, args);
    }

    private static Ran run(Locale locale, String... args) {
        Recorded recorded = Recorded.in(locale);
        ExitCode code = recorded.run(args);
        return new Ran(code, recorded.out(), recorded.err());
    }

    @BeforeEach
    void good_answers() throws IOException {
        Path from = Path.of("..", "examples", "ec2-route-table.aws");
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }

    private void change(String file, String what, String into) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(what);
        Files.writeString(path, before.replace(what, into));
    }

    private String from() {
        return folder.toString();
    }

    @Test
    void a_good_account_passes_for_all_virtual_ips_of_a_design() {
        Ran ran = run("cloud", "preflight", EXAMPLE, "--from", from());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .contains("10.200.0.10 in vpc-0a1b2c3d: 19 pass, 0 warnings, 0 fail, 0 unknown")
                .contains("10.200.0.20 in vpc-0a1b2c3d: 19 pass")
                .contains("  8 proven Direct Connect gateway");
    }

    @Test
    void what_failed_is_told_with_evidence_the_change_and_the_broken_hop() throws IOException {
        change("tgw-rtb-05aa11bb.routes.json", "10.200.0.10/32", "10.200.0.11/32");
        Ran ran = run("cloud", "preflight", EXAMPLE, "--vip", "10.200.0.10", "--from", from());
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out())
                .contains("FAIL tgw-route: ", "tgw-rtb-05aa11bb has no route for 10.200.0.10/32.")
                .contains(
                        "$ aws ec2 create-transit-gateway-route --region ap-northeast-1"
                                + " --transit-gateway-route-table-id tgw-rtb-05aa11bb")
                .contains(
                        "  3 BROKEN transit gateway tgw-0c3f8e1a -> attachment tgw-attach-0a9b8c7d")
                .doesNotContain("10.200.0.20/32 in");
        Ran japanese =
                run(Locale.JAPANESE, "cloud", "preflight", EXAMPLE, "--from", from(), "--json");
        assertThat(japanese.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        JsonNode web = japanese.json().get(0);
        assertThat(web.get("outcome").asString()).isEqualTo("fail");
        assertThat(web.get("path").get(2).get("check").asString()).isEqualTo("tgw-route");
        assertThat(web.get("path").get(2).get("reason").asString()).contains("ルートがありません");
        assertThat(japanese.json().get(1).get("outcome").asString()).isEqualTo("pass");
    }

    @Test
    void what_is_missing_is_unknown_and_asked_for() throws IOException {
        Files.delete(folder.resolve("dx-associations.json"));
        Ran ran = run("cloud", "preflight", EXAMPLE, "--from", from());
        assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ran.out())
                .contains(
                        "Missing answers",
                        "aws directconnect describe-direct-connect-gateway-associations");
    }

    @Test
    void without_a_design_options_say_what_is_wanted() throws IOException {
        String[] args = {
            "cloud",
            "preflight",
            "--vip",
            "10.200.0.10",
            "--vpc",
            "vpc-0a1b2c3d",
            "--on-premises",
            "172.16.0.0/16",
            "--instance",
            "i-0c1d9e27a4b8f3356",
            "--instance",
            "i-0b7e13c9d2a4f6688",
            "--from",
            from()
        };
        Ran ran = run(args);
        assertThat(ran.out() + ran.err()).contains("19 pass");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void routes_show_the_tables_and_the_changes_alone() throws IOException {
        change("route-tables.json", "\"rtb-0c550000\"", "\"rtb-0c550001\"");
        Ran ran = run("cloud", "routes", EXAMPLE, "--vip", "10.200.0.10", "--from", from());
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        assertThat(ran.out())
                .contains("rtb-0a1f93c2 (vpc-0a1b2c3d)  10.200.0.10/32 -> eni-0d41c7f2  gw-1")
                .contains(
                        "tgw-rtb-05aa11bb (tgw-0c3f8e1a)  10.200.0.10/32 -> tgw-attach-0a9b8c7d static")
                .doesNotContain("rtb-0c55000");
        change("route-tables.json", "10.200.0.10/32", "10.200.0.12/32");
        Ran commands =
                run(
                        "cloud",
                        "routes",
                        EXAMPLE,
                        "--vip",
                        "10.200.0.10",
                        "--from",
                        from(),
                        "--commands");
        assertThat(commands.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(commands.out().lines())
                .containsExactly(
                        "aws ec2 create-route --region ap-northeast-1 --route-table-id rtb-0a1f93c2"
                                + " --destination-cidr-block 10.200.0.10/32 --network-interface-id eni-0d41c7f2",
                        "aws ec2 create-route --region ap-northeast-1 --route-table-id rtb-0b7c41d8"
                                + " --destination-cidr-block 10.200.0.10/32 --network-interface-id eni-0d41c7f2");
        assertThat(
                        run(
                                        "cloud",
                                        "routes",
                                        EXAMPLE,
                                        "--vip",
                                        "10.200.0.10",
                                        "--from",
                                        from(),
                                        "--terraform")
                                .out())
                .startsWith("resource \"aws_route\" \"belay_rtb_0a1f93c2_10_200_0_10_32\" {");
        JsonNode json = run("cloud", "routes", EXAMPLE, "--from", from(), "--json").json();
        assertThat(json.get(1).get("tables").get(0).get("node").asString()).isEqualTo("gw-1");
    }

    @Test
    void the_policy_is_json_and_nothing_else() {
        Ran ran = run("cloud", "policy", EXAMPLE);
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
        JsonNode made = ran.json().get("Statement").get(1);
        assertThat(made.get("Action").get(0).asString()).isEqualTo("ec2:CreateRoute");
        assertThat(made.get("Resource").get(0).asString())
                .isEqualTo("arn:aws:ec2:ap-northeast-1:*:route-table/rtb-0a1f93c2");
        assertThat(ran.out()).doesNotContain("DescribeInstances");
        Ran reader = run("cloud", "policy", EXAMPLE, "--preflight");
        assertThat(reader.code()).isEqualTo(ExitCode.DONE);
        assertThat(reader.out()).contains("ec2:DescribeInstances").doesNotContain("ReplaceRoute");
        Ran none = run("cloud", "policy", EXAMPLE.replace("ec2-route-table", "stations"));
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("has none");
    }

    @Test
    void what_cannot_be_judged_is_refused_with_what_to_do() throws IOException {
        Ran nothing = run("cloud", "preflight", EXAMPLE);
        assertThat(nothing.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(nothing.err())
                .contains("no --from is given", "ask AWS by its command line with --aws");
        Ran unsaid = run("cloud", "preflight", "--from", from());
        assertThat(unsaid.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(unsaid.err()).contains("give a design, or --vip and --vpc");
        assertThat(run("cloud", "preflight", EXAMPLE, "--vip", "1.2.3.4", "--from", from()).err())
                .contains("1.2.3.4 is none of");
        assertThat(
                        run(
                                        "cloud",
                                        "routes",
                                        EXAMPLE,
                                        "--on-premises",
                                        "172.16.0.1/16",
                                        "--from",
                                        from())
                                .err())
                .contains("give it as 172.16.0.0/16");
        for (String option : new String[] {"--vpc", "--instance", "--route-table"}) {
            Ran both = run("cloud", "preflight", EXAMPLE, option, "x-1", "--from", from());
            assertThat(both.code()).isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(both.err()).contains("leave " + option + " out");
        }
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(run("cloud", "preflight", EXAMPLE, "--from", empty.toString()).err())
                .contains("has no .json files");
        Path none = folder.resolve("none.json");
        assertThat(run("cloud", "preflight", EXAMPLE, "--from", none.toString()).code())
                .isEqualTo(ExitCode.FAILED);
        Files.writeString(folder.resolve("zz.json"), "{\"Vpcs\": ");
        Files.writeString(folder.resolve("zzz.json"), "{\"Volumes\": []}");
        Ran broken = run("cloud", "preflight", EXAMPLE, "--from", from());
        assertThat(broken.code()).isEqualTo(ExitCode.FAILED);
        assertThat(broken.err())
                .contains("zz.json': a whole answer is wanted")
                .contains("'Volumes'");
    }

    @Test
    void what_windows_powershell_redirects_is_read() throws IOException {
        Path vpcs = folder.resolve("vpcs.json");
        Files.write(vpcs, ("\uFEFF" + Files.readString(vpcs)).getBytes(StandardCharsets.UTF_16LE));
        assertThat(run("cloud", "preflight", EXAMPLE, "--from", from()).code())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void files_may_be_given_one_by_one() {
        Ran ran =
                run(
                        "cloud",
                        "preflight",
                        EXAMPLE,
                        "--from",
                        folder.resolve("vpcs.json").toString(),
                        folder.resolve("subnets.json").toString());
        assertThat(ran.code()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(ran.out()).contains("pass vip-outside-vpc", "unknown vip-route");
    }
}
