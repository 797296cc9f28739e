package dev.belay.agent.cloud;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/// Credentials of a role of another account. They are got anew some minutes before they end, beside
/// the calls that use them; only the first call of all waits for them. Safe for use by several
/// threads.
///
/// Source: AssumeRole, AWS STS API reference.
final class RoleCredentials implements AwsCredentialsProvider, AutoCloseable {

    private final String role;
    private final StsClient sts;
    private final StsAssumeRoleCredentialsProvider provider;

    /// @param session what the other account's log calls whoever calls
    RoleCredentials(String role, String session, StsClient sts) {
        this.role = role;
        this.sts = sts;
        this.provider =
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .asyncCredentialUpdateEnabled(true)
                        .refreshRequest(one -> one.roleArn(role).roleSessionName(session))
                        .build();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (RuntimeException e) {
            throw new RoleException(role, e);
        }
    }

    @Override
    public void close() {
        provider.close();
        sts.close();
    }
}
