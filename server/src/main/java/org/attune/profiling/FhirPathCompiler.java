package org.attune.profiling;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import org.attune.profiling.rules.Expression;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/** Compiles FHIRPath with HL7's engine, which evaluates compiled expressions in any thread. */
final class FhirPathCompiler implements Expression.Compiler {

  private final FHIRPathEngine engine;

  /** A compiler whose expressions ask {@code terminology} for {@code memberOf}. */
  FhirPathCompiler(FhirContext context, IValidationSupport terminology) {
    this.engine = new FHIRPathEngine(new HapiWorkerContext(context, terminology));
  }

  @Override
  public Expression compile(String fhirPath) {
    ExpressionNode node = parse(fhirPath);
    return (root, focus) -> evaluate(node, root, focus);
  }

  private boolean evaluate(ExpressionNode node, Resource root, Base focus) {
    try {
      return engine.evaluateToBoolean(root, root, focus, node);
    } catch (FHIRException unsuited) {
      throw new Expression.Failure(unsuited);
    }
  }

  private ExpressionNode parse(String fhirPath) {
    try {
      return engine.parse(fhirPath);
    } catch (FHIRException wrong) {
      throw new IllegalArgumentException("No FHIRPath: " + fhirPath, wrong);
    }
  }
}
