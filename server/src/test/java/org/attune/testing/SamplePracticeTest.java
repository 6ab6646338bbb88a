package org.attune.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * A test against a server that holds the sample practice. All of them share one server; what a test
 * adds there it takes away again.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@FhirIntegrationTest
@TestPropertySource(properties = {"attune.demo=true", "spring.application.name=attune-sample"})
public @interface SamplePracticeTest {}
