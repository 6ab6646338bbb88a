package org.attune.architecture.breach.rules;

import org.springframework.stereotype.Component;

/** A rule that knows Spring. */
@Component
public class ImpureRuleBreach {}
