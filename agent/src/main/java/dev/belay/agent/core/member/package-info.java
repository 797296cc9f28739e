/// Who belongs to the cluster, and as what: the decisions.
@NullMarked
package dev.belay.agent.core.member;

import org.jspecify.annotations.NullMarked;
