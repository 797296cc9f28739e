package dev.belay.agent.cloud;

import dev.belay.agent.cloud.ElasticIpApi.Association;
import dev.belay.agent.cloud.ElasticIpApi.Elastic;
import java.util.Optional;

/// An Elastic IP.
record ElasticHeld(ElasticIpWish wish, ElasticIpApi api) implements Held {

    @Override
    public String name() {
        return "the Elastic IP '" + wish.allocationId() + "'";
    }

    @Override
    public CloudAnswer<Sight> look(String networkInterface) {
        return api.find(wish.allocationId())
                .map(found ->
                        found.map(one -> sight(one, networkInterface))
                                .orElseGet(() ->
                                        Sight.wrong("released, or in another account or region")));
    }

    private Sight sight(Elastic found, String networkInterface) {
        if (found.association().isEmpty()) {
            return Sight.wrong("associated with nothing");
        }
        Association at = found.association().get();
        if (!at.networkInterface().equals(networkInterface)) {
            return Sight.wrong("stolen by '" + at.networkInterface() + "'");
        }
        Optional<String> wanted = wish.privateAddress().map(Object::toString);
        return wanted.isEmpty() || wanted.get().equals(at.privateAddress())
                ? Sight.right("%s leads to '%s'".formatted(found.publicAddress(), networkInterface))
                : Sight.wrong(
                        "led to '%s' of '%s' instead of '%s'"
                                .formatted(at.privateAddress(), networkInterface, wanted.get()));
    }

    @Override
    public CloudAnswer<String> take(String networkInterface) {
        return api.associate(wish.allocationId(), networkInterface, wish.privateAddress());
    }

    @Override
    public boolean isReleasedOnStop() {
        return wish.disassociateOnStop();
    }

    @Override
    public CloudAnswer<String> release(String networkInterface) {
        CloudAnswer<Optional<Elastic>> found = api.find(wish.allocationId());
        if (!(found instanceof CloudAnswer.Done<Optional<Elastic>>(Optional<Elastic> one))) {
            return found.map(_ -> "");
        }
        return one.flatMap(Elastic::association)
                .filter(at -> at.networkInterface().equals(networkInterface))
                .map(at ->
                        api.disassociate(at.id())
                                .map(_ -> "it is disassociated from '" + networkInterface + "'"))
                .orElseGet(() ->
                        new CloudAnswer.Done<>("it is not at '" + networkInterface + "' any more"));
    }
}
