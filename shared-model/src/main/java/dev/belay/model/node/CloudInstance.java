package dev.belay.model.node;

import dev.belay.model.value.Otherwise;
import java.util.Optional;

/// The instance behind a node, as the cloud knows it.
///
/// @param instanceId `i-…`
/// @param networkInterface `eni-…` that routes of virtual IPs point at
/// @param sourceDestinationCheck whether the cloud drops packets that are not addressed to the
///   instance itself; must be off for a virtual IP by route
public record CloudInstance(
        Optional<String> instanceId,
        Optional<String> networkInterface,
        @Otherwise("false") boolean sourceDestinationCheck) {

    /// What holds where nothing was said.
    public static final CloudInstance DEFAULT =
            new CloudInstance(Optional.empty(), Optional.empty(), false);

    public CloudInstance withInstanceId(Optional<String> instanceId) {
        return new CloudInstance(instanceId, networkInterface, sourceDestinationCheck);
    }

    public CloudInstance withNetworkInterface(Optional<String> networkInterface) {
        return new CloudInstance(instanceId, networkInterface, sourceDestinationCheck);
    }

    public CloudInstance withSourceDestinationCheck(boolean sourceDestinationCheck) {
        return new CloudInstance(instanceId, networkInterface, sourceDestinationCheck);
    }
}
