/// The cloud as it is against what a virtual IP by route table needs: read from what the AWS CLI
/// printed, judged check by check, with the exact change for what is wrong. Pure.
@NullMarked
package dev.belay.model.preflight;

import org.jspecify.annotations.NullMarked;
