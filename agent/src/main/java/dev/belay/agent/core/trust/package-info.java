/// When certificates are renewed, and how the cluster's authority is changed: the decisions.
@NullMarked
package dev.belay.agent.core.trust;

import org.jspecify.annotations.NullMarked;
