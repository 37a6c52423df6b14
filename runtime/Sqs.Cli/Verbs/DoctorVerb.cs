using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs doctor</c>: what is installed and configured.</summary>
internal sealed class DoctorVerb : VerbCommand
{
    /// <summary>Creates the verb.</summary>
    public DoctorVerb()
        : base("doctor", "Shows what is installed and configured on this machine; secrets are never shown.", "sqs doctor", "sqs doctor --json")
    {
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var facts = new JObject
        {
            ["version"] = typeof(DoctorVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["processors"] = Environment.ProcessorCount,
            ["vectorBits"] = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64,
            ["memoryBytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            ["workingFolder"] = Environment.CurrentDirectory,
        };
        if (context.IsJson)
        {
            context.WriteJson(facts);
            return Task.FromResult(ExitCode.Done);
        }

        foreach (JProperty fact in facts.Properties())
            context.Output.WriteLine($"{fact.Name,-14} {fact.Value}");
        return Task.FromResult(ExitCode.Done);
    }
}
