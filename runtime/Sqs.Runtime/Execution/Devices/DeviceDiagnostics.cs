using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Execution.Devices;

/// <summary>What can go wrong when a network spikes on a device.</summary>
public static class DeviceDiagnostics
{
    /// <summary>A device that drops shots again and again.</summary>
    public static readonly DiagnosticDescriptor TooFewShots = new("SQS6030", DiagnosticSeverity.Error, "'{0}' dropped shots of the same circuits in {1} jobs running; look at the state of the device, or choose another one");

    /// <summary>A result without the spikes of some steps.</summary>
    public static readonly DiagnosticDescriptor Unreported = new("SQS6031", DiagnosticSeverity.Error, "job {0} came back without the registers {1}, whose bits are unknown; the provider's compiler removed them, so choose other settings or another device");

    /// <summary>A file of another run.</summary>
    public static readonly DiagnosticDescriptor ForeignRun = new("SQS6032", DiagnosticSeverity.Error, "this file belongs to a training on {0}; name another output, or begin anew with --restart");
}
