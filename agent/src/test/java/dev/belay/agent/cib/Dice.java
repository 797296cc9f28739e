package dev.belay.agent.cib;

import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What generated CIBs are thrown with: the same seed always throws the same.
final class Dice {

    private final RandomGenerator dice;

    Dice(long seed) {
        dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    int nextInt(int bound) {
        return dice.nextInt(bound);
    }

    boolean chance(int percent) {
        return dice.nextInt(100) < percent;
    }

    String pick(String... from) {
        return from[dice.nextInt(from.length)];
    }

    String pick(List<String> from) {
        return from.get(dice.nextInt(from.size()));
    }

    void shuffle(List<String> line) {
        for (int i = line.size() - 1; i > 0; i--) {
            Collections.swap(line, i, dice.nextInt(i + 1));
        }
    }

    static void pair(StringBuilder text, String id, String name, String value) {
        text.append("<nvpair id=\"").append(id).append("\" name=\"").append(name);
        text.append("\" value=\"").append(value).append("\"/>");
    }
}
