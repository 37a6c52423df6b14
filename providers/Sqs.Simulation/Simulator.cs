using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Simulation.Execution;
using Sqs.Simulation.Plans;
using Sqs.Simulation.Results;

namespace Sqs.Simulation;

/// <summary>The native engine: runs any program of the circuit IR.</summary>
public static class Simulator
{
    /// <summary>Runs a program for every parameter set.</summary>
    /// <param name="program">The program; verified first.</param>
    /// <param name="request">What to run and within which limits.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The results.</returns>
    /// <exception cref="DiagnosticException">
    /// The program is unsound, the request does not fit it, or a limit is passed: known before anything large is allocated wherever
    /// the program alone tells. Codes SQS3xxx of the verifier, SQS4xxx of the engine.
    /// </exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static SimulationResult Run(CircuitProgram program, SimulationRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(request);
        RequestValidation.Check(program, request);
        return request.Precision == SimulationPrecision.Single
            ? new SimulationRun<float>(program, request).Execute(cancellation)
            : new SimulationRun<double>(program, request).Execute(cancellation);
    }

    /// <summary>Says how a program would run, without running it.</summary>
    /// <param name="program">The program; verified first.</param>
    /// <param name="request">What would be run.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    /// <returns>The plan of the first parameter set.</returns>
    /// <exception cref="DiagnosticException">As for <see cref="Run"/>, as far as the program alone tells.</exception>
    public static SimulationPlan Explain(CircuitProgram program, SimulationRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(request);
        RequestValidation.Check(program, request);
        return request.Precision == SimulationPrecision.Single
            ? new SimulationRun<float>(program, request).Explain(cancellation)
            : new SimulationRun<double>(program, request).Explain(cancellation);
    }
}
