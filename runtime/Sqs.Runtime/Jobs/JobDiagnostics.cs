using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Jobs;

/// <summary>What can keep a job from being made or sent.</summary>
public static class JobDiagnostics
{
    /// <summary>A network that is no single job.</summary>
    public static readonly DiagnosticDescriptor NotOneJob = new("SQS6020", DiagnosticSeverity.Error, "the network does not fit '{0}' as one program, so it takes a job a layer, one after the other; use sqs run --backend, which sends them in turn");

    /// <summary>A piece of work whose jobs fail again and again.</summary>
    public static readonly DiagnosticDescriptor TooManyAttempts = new("SQS6021", DiagnosticSeverity.Error, "'{0}' has failed {1} times; see sqs jobs for the reasons, and begin a new run with --restart");
}
