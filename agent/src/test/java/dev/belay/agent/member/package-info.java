/// Tests of clusters that grow and shrink.
@NullMarked
package dev.belay.agent.member;

import org.jspecify.annotations.NullMarked;
