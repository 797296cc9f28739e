package dev.belay.app.drill;

import dev.belay.api.ApiError;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceWhy;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.OpenMembers;
import dev.belay.drill.DefaultProbe;
import dev.belay.drill.DrawnAddresses;
import dev.belay.drill.DrillResult;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.EventScope;
import dev.belay.reach.drill.ClientCluster;
import dev.belay.reach.drill.DrillPlan;
import dev.belay.reach.drill.DrillRun;
import dev.belay.reach.drill.DrillWatch;
import dev.belay.reach.probe.ProbeTarget;
import dev.belay.story.Story;
import dev.belay.story.Storyteller;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The cluster that is looked at, through its tunnels. What clients see is asked from this
/// computer, beside all tunnels.
public final class LiveDrills implements DrillPort {
    private static final int EVENTS = 1_000;

    private final OpenMembers members;

    public LiveDrills(ObservableValue<@Nullable LiveCluster> live) {
        this.members = new OpenMembers(live);
    }

    private <T> OpenMembers.Answer<T> ask(OpenMembers.Call<T> call) throws AgentException {
        return members.ask(ApiClient.DEADLINE, false, call);
    }

    @Override
    public Told services() throws AgentException {
        var answer = ask(ApiClient::services);
        return new Told(answer.node(), answer.value());
    }

    @Override
    public String probe(String service) throws AgentException {
        return design().flatMap(one -> DefaultProbe.of(one, service)).orElse("");
    }

    private Optional<Design> design() throws AgentException {
        String text = ask(ApiClient::design).value().text();
        return DesignFormat.read(text) instanceof Reading.Read(var design, _)
                ? Optional.of(design)
                : Optional.empty();
    }

    @Override
    public DrillResult drill(Wish wish, DrillWatch watch)
            throws AgentException, InterruptedException {
        ProbeTarget target;
        try {
            target = ProbeTarget.parse(wish.probe());
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw AgentException.refused(
                    new ApiError(
                            "drill-no-answer",
                            "host:ADDRESS, tcp:ADDRESS:PORT, name:NAME:PORT or http://…",
                            "'" + wish.probe() + "'",
                            "name what clients ask"));
        }
        List<ApiClient> ways = members.clients(Duration.ofSeconds(5));
        var plan =
                new DrillPlan(
                        wish.service(),
                        wish.node(),
                        wish.kind(),
                        wish.seconds(),
                        target,
                        DrillPlan.INTERVAL,
                        DrillPlan.AT_MOST.plusSeconds(wish.seconds()),
                        design().map(DrawnAddresses::of).orElse(Map.of()),
                        false,
                        false);
        return new DrillRun(plan, new ClientCluster(ways), watch).run();
    }

    @Override
    public List<Story> stories() throws AgentException {
        Told told = services();
        List<EventRecord> events =
                ask(client -> client.events(-1, EVENTS, EventScope.CLUSTER)).value();
        List<Story> all = new ArrayList<>();
        for (ServiceView service : told.view().services()) {
            all.addAll(
                    Storyteller.all(
                            told.view(), service.id(), told.observer(), why(service.id()), events));
        }
        all.sort(Comparator.comparing(Story::at).reversed());
        return all;
    }

    private @Nullable ServiceWhy why(String service) {
        try {
            return ask(client -> client.serviceWhy(service)).value();
        } catch (AgentException e) {
            // The rest of a story does not need it.
            return null;
        }
    }
}
