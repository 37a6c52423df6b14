using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Jobs;

/// <summary>What can keep a job from being made or sent.</summary>
public static class JobDiagnostics
{
    /// <summary>A network that is no single job.</summary>
    public static readonly DiagnosticDescriptor NotOneJob = new("SQS6020", DiagnosticSeverity.Error, "the network does not fit '{0}' as one program, so it takes a job a layer, one after the other; use sqs run --backend, which sends them in turn");
}
