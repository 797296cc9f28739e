package dev.belay.app.fencing;

import dev.belay.api.FenceSecret;
import dev.belay.api.FenceSecretKept;
import dev.belay.api.FenceTest;
import dev.belay.api.FenceView;
import dev.belay.app.design.DesignPort;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;

/// One real agent, always the same.
///
/// @param client to it, with time enough for orders
record ClientPort(ApiClient client) implements FencingPort {

    @Override
    public DesignPort designs() {
        return new ClientDesign(client);
    }

    @Override
    public FenceView fencing() throws AgentException {
        return client.fencing();
    }

    @Override
    public FenceTest testFence(String member) throws AgentException {
        return client.testFence(member);
    }

    @Override
    public FenceSecretKept keepSecret(FenceSecret secret) throws AgentException {
        return client.keepFenceSecret(secret);
    }

    @Override
    public void rest() throws InterruptedException {
        Thread.sleep(1_000);
    }
}
