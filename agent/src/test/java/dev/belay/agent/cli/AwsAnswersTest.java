package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.cli.AwsAnswers.Said;
import dev.belay.agent.cloud.MotoServer;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.HeldRoute;
import dev.belay.model.preflight.Outcome;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.PreflightCheck;
import dev.belay.model.preflight.Wanted;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsAnswersTest {

    private final Recorded screen = Recorded.in(Locale.ENGLISH);

    private static Wanted wanted(String vpc, List<Cidr> onPremises) {
        return new Wanted(
                IpAddress.parse("10.200.0.10").good().orElseThrow(),
                vpc,
                List.of(),
                List.of(),
                onPremises,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void a_command_is_taken_apart_as_a_shell_does() {
        assertThat(AwsAnswers.words("aws ec2 describe-vpcs --output json"))
                .containsExactly("aws", "ec2", "describe-vpcs", "--output", "json");
        assertThat(AwsAnswers.words("aws x --a 'b c' 'd'\\''e' > f.json"))
                .containsExactly("aws", "x", "--a", "b c", "d'e", ">", "f.json");
    }

    @Test
    void what_fails_is_told_once_and_stays_unknown() throws Exception {
        List<String> run = new ArrayList<>();
        AwsAnswers answers =
                new AwsAnswers(
                        words -> {
                            run.add(String.join(" ", words));
                            return new Said("", "UnauthorizedOperation");
                        },
                        screen.terminal());
        Wanted wanted = wanted("vpc-1", List.of(Cidr.parse("172.16.0.0/16").good().orElseThrow()));
        CloudPicture picture = answers.of(List.of(wanted), List.of());
        assertThat(run).doesNotHaveDuplicates().isNotEmpty();
        assertThat(run).allMatch(one -> one.startsWith("aws "));
        assertThat(run).noneMatch(one -> one.contains(">"));
        assertThat(Preflight.of(wanted, picture).asks()).isNotEmpty();
        assertThat(screen.err()).contains("UnauthorizedOperation", "asks AWS: aws ec2 describe-");
    }

    @Test
    void without_the_program_it_says_what_to_do() {
        AwsAnswers answers =
                new AwsAnswers(
                        words -> {
                            throw new IOException("no such file");
                        },
                        screen.terminal());
        assertThatThrownBy(() -> answers.of(List.of(wanted("vpc-1", List.of())), List.of()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("install it");
    }

    @Test
    void an_account_is_asked_until_nothing_is_missing_that_it_can_tell() throws Exception {
        try (MotoServer aws = MotoServer.start(InetAddress.getLoopbackAddress())) {
            String vpc = made(aws, "Vpc.VpcId", "create-vpc", "--cidr-block", "10.0.0.0/16");
            String subnet =
                    made(
                            aws,
                            "Subnet.SubnetId",
                            "create-subnet",
                            "--vpc-id",
                            vpc,
                            "--cidr-block",
                            "10.0.1.0/24");
            String eni =
                    made(
                            aws,
                            "NetworkInterface.NetworkInterfaceId",
                            "create-network-interface",
                            "--subnet-id",
                            subnet);
            String table =
                    made(aws, "RouteTable.RouteTableId", "create-route-table", "--vpc-id", vpc);
            made(
                    aws,
                    "Return",
                    "create-route",
                    "--route-table-id",
                    table,
                    "--destination-cidr-block",
                    "10.200.0.10/32",
                    "--network-interface-id",
                    eni);
            Wanted wanted = wanted(vpc, List.of());
            CloudPicture picture =
                    new AwsAnswers(words -> run(aws, words), screen.terminal())
                            .of(List.of(wanted), List.of());
            Preflight preflight = Preflight.of(wanted, picture);
            assertThat(screen.err().lines())
                    .as("each is asked once")
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.contains("asks AWS: aws ec2 describe-"));
            assertThat(preflight.result(PreflightCheck.VIP_OUTSIDE_VPC).orElseThrow().outcome())
                    .isEqualTo(Outcome.PASS);
            assertThat(HeldRoute.all(wanted, picture).toString()).contains(table, eni);
        }
    }

    private static String made(MotoServer aws, String query, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ec2"));
        command.addAll(List.of(words));
        command.addAll(List.of("--query", query));
        return aws.cli(command.toArray(String[]::new));
    }

    /// The AWS CLI itself, led to another place.
    private static Said run(MotoServer aws, List<String> words)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "aws",
                                "--endpoint-url",
                                aws.endpoint().toString(),
                                "--region",
                                MotoServer.REGION));
        command.addAll(words.subList(1, words.size()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("NO_PROXY", aws.endpoint().getHost());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(out, process.waitFor() == 0 ? "" : "it failed");
    }
}
