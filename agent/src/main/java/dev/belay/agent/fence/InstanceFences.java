package dev.belay.agent.fence;

import dev.belay.agent.cloud.InstancePower;
import dev.belay.agent.cloud.PowerEnd;
import dev.belay.agent.core.fence.FenceAnswer;
import dev.belay.agent.core.fence.FenceVerb;
import dev.belay.agent.program.Metadata;
import dev.belay.agent.program.MetadataException;
import dev.belay.agent.program.MetadataReader;
import dev.belay.agent.program.Said;
import dev.belay.model.fence.InstanceFence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The fence agent `ec2`: stops instances by the cloud's API. Its metadata has the form of any
/// other's, and so has what it answers; a stop is accepted when the instance was seen to be off.
public final class InstanceFences implements FenceProvider {

    private static final String PLUG = "plug";

    private static final Duration LOOK = Duration.ofSeconds(8);

    private final Cloud cloud;
    private final Metadata metadata;

    private final Consumer<String> log;

    /// The cloud as this node calls it.
    public interface Cloud {

        /// The power of instances of a region.
        ///
        /// @param region empty: the one that this node is in
        InstancePower power(String region);

        /// Finds out which instance this node runs on, where the design does not say it. Blocks for
        /// some seconds at most.
        void learnOwn();
    }

    /// @param log gets a sentence for each instance that could not be stopped as it is
    public InstanceFences(Cloud cloud, Consumer<String> log) {
        this.cloud = cloud;
        this.log = log;
        this.metadata = read();
    }

    private static Metadata read() {
        try (InputStream in = InstanceFences.class.getResourceAsStream("ec2.xml")) {
            if (in == null) {
                throw new IllegalStateException("ec2.xml is not in this program");
            }
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return MetadataReader.read(new Said(xml, "", "", false, Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MetadataException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Metadata metadata(String agent, Duration atMost) {
        return metadata;
    }

    @Override
    public FenceAnswer ask(FenceTool device, FenceVerb verb) throws InterruptedException {
        String id = instance(device);
        if (id.isBlank()) {
            return new FenceAnswer.Denied(
                    "an instance id such as i-0a1b2c3d was wanted, found none: name it in the node of the design");
        }
        InstancePower power = cloud.power(region(device));
        return switch (verb) {
            case STATUS -> status(power.status(id, device.timeout()));
            case OFF -> deed(power.off(id, device.timeout()));
            case ON -> deed(power.on(id, device.timeout()));
            case REBOOT -> {
                PowerEnd off = power.off(id, device.timeout());
                // It is stopped for certain, whatever comes of its start.
                yield off instanceof PowerEnd.Off
                        ? new FenceAnswer.Accepted(
                                off.said() + "; " + power.on(id, device.timeout()).said())
                        : deed(off);
            }
        };
    }

    private static String instance(FenceTool device) {
        return device.parameters().getOrDefault(PLUG, "");
    }

    private static String region(FenceTool device) {
        return device.parameters().getOrDefault(InstanceFence.REGION, "");
    }

    private static FenceAnswer deed(PowerEnd end) {
        return switch (end) {
            case PowerEnd.Off(String said) -> new FenceAnswer.Accepted(said);
            case PowerEnd.On(String said) -> new FenceAnswer.Accepted(said);
            case PowerEnd.Between(String said) -> new FenceAnswer.Silent(said);
            case PowerEnd.Refused(String said) -> new FenceAnswer.Denied(said);
            case PowerEnd.Unknown(String said) -> new FenceAnswer.Silent(said);
        };
    }

    private static FenceAnswer status(PowerEnd end) {
        return switch (end) {
            case PowerEnd.Off(String said) -> new FenceAnswer.IsOff(said);
            case PowerEnd.On(String said) -> new FenceAnswer.IsOn(said);
            case PowerEnd.Between(String said) ->
                    new FenceAnswer.Denied("neither on nor off, " + said);
            case PowerEnd.Refused(String said) -> new FenceAnswer.Denied(said);
            case PowerEnd.Unknown(String said) -> new FenceAnswer.Silent(said);
        };
    }

    @Override
    public void warm(List<FenceTool> devices) {
        if (!devices.isEmpty()) {
            Thread.ofVirtual().name("warm-power").start(() -> look(devices));
        }
    }

    private void look(List<FenceTool> devices) {
        try {
            cloud.learnOwn();
            for (FenceTool one : devices) {
                switch (cloud.power(region(one)).status(instance(one), LOOK)) {
                    case PowerEnd.Refused(String said) -> cannotStop(one, said);
                    case PowerEnd.Unknown(String said) -> cannotStop(one, said);
                    case PowerEnd.On _, PowerEnd.Off _, PowerEnd.Between _ -> {
                        // As it should be, or nobody's fault.
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cannotStop(FenceTool device, String why) {
        log.accept("%s could not stop its target as it is: %s".formatted(device, why));
    }
}
