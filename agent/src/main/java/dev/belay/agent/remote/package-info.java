/// The remote-executor protocol of Pacemaker, TLS with a pre-shared key below it, in both
/// directions.
@NullMarked
package dev.belay.agent.remote;

import org.jspecify.annotations.NullMarked;
