package dev.belay.agent.program;

import java.time.Duration;

/// What a program said, and how long it took.
///
/// @param out the end of stdout, without control characters but line feeds and tabs
/// @param err the end of stderr, likewise
/// @param remark the last line of stderr that began with the command's remark, without that; at
///   most 128 characters, empty when there was none
/// @param isCut whether stdout was longer than what was to be kept
/// @param took from start to end
public record Said(String out, String err, String remark, boolean isCut, Duration took) {}
