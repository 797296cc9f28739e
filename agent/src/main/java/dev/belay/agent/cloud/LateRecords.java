package dev.belay.agent.cloud;

import dev.belay.model.network.RecordType;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Records whose client is got with each call; as [LateRoutes].
record LateRecords(Supplier<DnsApi> api) implements DnsApi {

    private <T> CloudAnswer<T> with(Function<DnsApi, CloudAnswer<T>> call) {
        DnsApi got;
        try {
            got = api.get();
        } catch (SdkException e) {
            return new CloudAnswer.Unknown<>(LateRoutes.noClient(e));
        }
        return call.apply(got);
    }

    @Override
    public CloudAnswer<Change> upsert(Row row) {
        return with(one -> one.upsert(row));
    }

    @Override
    public CloudAnswer<Change> delete(Row row) {
        return with(one -> one.delete(row));
    }

    @Override
    public CloudAnswer<Change> change(String id) {
        return with(one -> one.change(id));
    }

    @Override
    public CloudAnswer<Optional<Row>> find(String zoneId, String host, RecordType type) {
        return with(one -> one.find(zoneId, host, type));
    }
}
