package dev.belay.agent.cloud;

import dev.belay.model.value.Cidr;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Route tables whose client is got with each call: building one takes time, can fail for a while
/// (the instance does not tell its region in time), and the way to the cloud may be another one by
/// then.
record LateRoutes(Supplier<RouteApi> api) implements RouteApi {

    private <T> CloudAnswer<T> with(Function<RouteApi, CloudAnswer<T>> call) {
        RouteApi got;
        try {
            got = api.get();
        } catch (SdkException e) {
            return new CloudAnswer.Unknown<>(noClient(e));
        }
        return call.apply(got);
    }

    static String noClient(SdkException e) {
        return "a client of AWS was to be built, and was not: %s: name the region of the VPC in the design"
                .formatted(e.getMessage());
    }

    @Override
    public CloudAnswer<List<Table>> tables(String vpcId, Cidr destination, List<String> named) {
        return with(one -> one.tables(vpcId, destination, named));
    }

    @Override
    public CloudAnswer<String> replace(String table, Cidr destination, Target to) {
        return with(one -> one.replace(table, destination, to));
    }

    @Override
    public CloudAnswer<String> create(String table, Cidr destination, Target to) {
        return with(one -> one.create(table, destination, to));
    }

    @Override
    public CloudAnswer<List<Table>> transit(String table, Cidr destination) {
        return with(one -> one.transit(table, destination));
    }

    @Override
    public CloudAnswer<String> replaceTransit(String table, Cidr destination, String attachment) {
        return with(one -> one.replaceTransit(table, destination, attachment));
    }

    @Override
    public CloudAnswer<String> createTransit(String table, Cidr destination, String attachment) {
        return with(one -> one.createTransit(table, destination, attachment));
    }

    @Override
    public CloudAnswer<String> interfaceOf(String instanceId) {
        return with(one -> one.interfaceOf(instanceId));
    }
}
