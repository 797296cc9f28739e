/// Versions of config sets on this node: kept, staged, switched, validated, and watched for edits.
@NullMarked
package dev.belay.agent.replicate;

import org.jspecify.annotations.NullMarked;
