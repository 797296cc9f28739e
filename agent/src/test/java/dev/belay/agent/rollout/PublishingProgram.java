package dev.belay.agent.rollout;

import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import dev.belay.reach.publish.Publisher;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A program that runs and publishes when it is told, as the studio does: for each line that it
/// reads, a folder is published and followed until it is in force everywhere.
///
/// `bench/config-sets`; arguments: SOCKET SET FOLDER TARGET CACHES
final class PublishingProgram {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private PublishingProgram() {}

    public static void main(String[] args) throws Exception {
        var client = new ApiClient(new LocalSocket(Path.of(args[0])), LONGEST);
        var publisher = new Publisher(client, Path.of(args[4]));
        var wish = new Publisher.Wish(args[1], args[3], false, null, "");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        while (in.readLine() != null) {
            ConfigSetView begun = publisher.publish(Path.of(args[2]), wish, _ -> {});
            Optional<ConfigSetView> ended =
                    publisher.follow(begun, _ -> {}, System.nanoTime() + LONGEST.toNanos());
            System.out.println(isLive(ended) ? "live" : "not live: " + ended);
        }
    }

    private static boolean isLive(Optional<ConfigSetView> ended) {
        return ended.map(ConfigSetView::rollout)
                .filter(rollout -> rollout.phase() == Phase.DONE)
                .isPresent();
    }
}
