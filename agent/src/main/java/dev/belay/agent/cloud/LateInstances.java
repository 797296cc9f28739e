package dev.belay.agent.cloud;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Instances whose client is got with each call, as [LateRoutes] has it.
record LateInstances(Supplier<InstanceApi> api) implements InstanceApi {

    private <T> CloudAnswer<T> with(Function<InstanceApi, CloudAnswer<T>> call) {
        InstanceApi got;
        try {
            got = api.get();
        } catch (SdkException e) {
            return new CloudAnswer.Unknown<>(LateRoutes.noClient(e));
        }
        return call.apply(got);
    }

    @Override
    public CloudAnswer<List<Instance>> find(List<String> ids) {
        return with(one -> one.find(ids));
    }

    @Override
    public CloudAnswer<Boolean> isProtected(String id) {
        return with(one -> one.isProtected(id));
    }

    @Override
    public CloudAnswer<String> stop(String id, Stop how) {
        return with(one -> one.stop(id, how));
    }

    @Override
    public CloudAnswer<String> start(String id) {
        return with(one -> one.start(id));
    }
}
