using System.CommandLine;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs qasm</c>: tools for any OpenQASM program.</summary>
internal sealed class QasmCommand : Command
{
    /// <summary>Creates the group.</summary>
    public QasmCommand()
        : base("qasm", "Checks, runs and formats OpenQASM 3 and OpenQASM 2 programs.")
    {
        Add(new QasmCheckVerb());
        Add(new RunVerb("run", "Runs an OpenQASM program on the native engine.", "sqs qasm run bell.qasm --shots 1000 --seed 7"));
        Add(new QasmFormatVerb());
    }
}
