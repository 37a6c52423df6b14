using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Runs;
using Sqs.Simulation;

namespace Sqs.Cli.Verbs;

/// <summary>Options of verbs that run programs on the native engine.</summary>
internal sealed class EngineOptions
{
    private static readonly (string Name, SimulationMethod Method)[] Methods =
    [
        ("auto", SimulationMethod.Automatic), ("branching", SimulationMethod.Branching), ("trajectory", SimulationMethod.Trajectory),
        ("density", SimulationMethod.Density), ("exact", SimulationMethod.Exact), ("statevector", SimulationMethod.StateVector),
    ];

    private readonly Option<int> _shots = new("--shots") { Description = "Number of shots.", DefaultValueFactory = _ => 1024 };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of the run; drawn and recorded when left out." };
    private readonly Option<string> _method = new("--method") { Description = "How to simulate.", DefaultValueFactory = _ => Methods[0].Name };
    private readonly Option<string> _precision = new("--precision") { Description = "Format of amplitudes.", DefaultValueFactory = _ => "double" };
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads; 0 for one a processor. Results do not depend on it." };
    private readonly Option<long> _memory = new("--memory-limit") { Description = "Most bytes of amplitudes; 0 for 80 % of the machine's memory." };
    private readonly Option<string> _noise = new("--noise") { Description = "Noise: ideal, the name of a target, or a file (JSON).", DefaultValueFactory = _ => "ideal" };
    private readonly Option<bool> _explain = new("--explain") { Description = "Say how the engine would run a program, and do not run it." };
    private readonly InputOptions _inputs = new();
    private ulong? _drawnSeed;

    /// <summary>The options that only a program has a use for.</summary>
    public IEnumerable<Option> ForPrograms => [_method, _precision, _memory, _inputs.ForPrograms, _explain];

    /// <summary>The options that only the engine of this machine has a use for.</summary>
    public IEnumerable<Option> ForEngine => [_method, _precision, _threads, _memory, _noise, _explain];

    /// <summary>Number of threads, at least 1.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>The number; one a processor when none was given.</returns>
    public int Threads(ParseResult arguments) => arguments.GetValue(_threads) is > 0 and var threads ? threads : Environment.ProcessorCount;

    /// <summary>Path of the file of inputs, or null.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>A path.</returns>
    public string? InputFile(ParseResult arguments) => _inputs.File(arguments);

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _method.AcceptOnlyFromAmong([.. Methods.Select(m => m.Name)]);
        _precision.AcceptOnlyFromAmong("double", "single");
        _shots.RequirePositive();
        foreach (Option option in (Option[])[_shots, _seed, _method, _precision, _threads, _memory, _noise, _explain])
            command.Add(option);
        _inputs.AddTo(command);
    }

    /// <summary>Whether the plan of the engine is wanted instead of a run.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>True when it is.</returns>
    public bool IsExplained(ParseResult arguments) => arguments.GetValue(_explain);

    /// <summary>The noise.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The choice, or null for none.</returns>
    public NoiseChoice? Noise(ParseResult arguments, DiagnosticBag diagnostics) => NoiseChoice.Read(arguments.GetRequiredValue(_noise), diagnostics);

    /// <summary>What decides the outcome, noise apart.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Shots, seed, method and precision.</returns>
    public RunSettings Settings(ParseResult arguments) => new(
        arguments.GetValue(_shots),
        arguments.GetValue(_seed) ?? (_drawnSeed ??= (ulong)Random.Shared.NextInt64()),
        Methods.First(m => m.Name == arguments.GetValue(_method)).Method,
        arguments.GetValue(_precision) == "single" ? SimulationPrecision.Single : SimulationPrecision.Double);

    /// <summary>What does not decide the outcome.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="context">Where progress goes.</param>
    /// <returns>A request of which threads, memory and progress count.</returns>
    public SimulationRequest Limits(ParseResult arguments, VerbContext context) => new()
    {
        Threads = arguments.GetValue(_threads),
        MemoryLimit = arguments.GetValue(_memory),
        Progress = SimulationProgressLine.For(context),
    };

    /// <summary>Reads the values of a program's inputs.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="program">The program.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The values, or null.</returns>
    public ParameterSets? Bind(ParseResult arguments, CircuitProgram program, DiagnosticBag diagnostics) => _inputs.Bind(arguments, program, diagnostics);
}
