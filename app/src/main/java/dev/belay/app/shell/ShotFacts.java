package dev.belay.app.shell;

import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.health.HealthFixture;

/// Facts that a picture is taken of.
interface ShotFacts {
    LiveCluster cluster();

    /// The wall clock of the picture.
    default long wallMillis() {
        return RecordedCluster.NOW.toEpochMilli();
    }

    /// Lets come what comes after the screen is there.
    default void feed() {}

    static ShotFacts of(LiveClusterFixture fixture) {
        return fixture::cluster;
    }

    /// Five minutes of samples.
    static ShotFacts health(HealthFixture.Mood mood) {
        HealthFixture fixture = new HealthFixture(mood);
        return new ShotFacts() {
            @Override
            public LiveCluster cluster() {
                return fixture.cluster();
            }

            @Override
            public long wallMillis() {
                return fixture.wallMillis();
            }

            @Override
            public void feed() {
                fixture.feed();
            }
        };
    }
}
