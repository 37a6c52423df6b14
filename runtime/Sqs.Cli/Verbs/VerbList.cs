using System.CommandLine;

namespace Sqs.Cli.Verbs;

/// <summary>The verbs, in the order the help lists them.</summary>
internal static class VerbList
{
    /// <summary>Creates the verbs.</summary>
    /// <returns>The commands.</returns>
    public static IEnumerable<Command> Create() =>
    [
        new DoctorVerb(),
    ];
}
