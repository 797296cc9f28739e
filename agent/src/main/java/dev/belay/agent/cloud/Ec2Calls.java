package dev.belay.agent.cloud;

import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// Calls of Amazon EC2 whose client is got with each; as [LateRoutes]. Safe for use by several
/// threads.
record Ec2Calls(Supplier<Ec2Client> client) {

    /// @param permission what it needs, such as `ec2:AssociateAddress`
    <T> CloudAnswer<T> call(String permission, Function<Ec2Client, T> call) {
        Ec2Client got;
        try {
            got = client.get();
        } catch (SdkException e) {
            return new CloudAnswer.Unknown<>(LateRoutes.noClient(e));
        }
        return AwsErrors.answer(permission, () -> call.apply(got));
    }
}
