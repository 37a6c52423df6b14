namespace Sqs.Compiler.Targets;

/// <summary>Published limits of one job. <see cref="long.MaxValue"/> where there is none.</summary>
public sealed record TargetLimits
{
    /// <summary>Least number of shots a program.</summary>
    public long MinimumShots { get; init; } = 1;

    /// <summary>Most shots a program.</summary>
    public long MaximumShots { get; init; } = long.MaxValue;

    /// <summary>Most executions a job: programs times shots.</summary>
    public long MaximumExecutions { get; init; } = long.MaxValue;

    /// <summary>Most programs a job.</summary>
    public long MaximumPrograms { get; init; } = long.MaxValue;

    /// <summary>Most gates a job, all programs together.</summary>
    public long MaximumGates { get; init; } = long.MaxValue;

    /// <summary>Most bytes of the request.</summary>
    public long MaximumBytes { get; init; } = long.MaxValue;

    /// <summary>Most control instructions a qubit and job, weighted by <see cref="WeightOf"/>.</summary>
    public long MaximumWeightPerQubit { get; init; } = long.MaxValue;

    /// <summary>Most rz gates a program.</summary>
    public long MaximumRz { get; init; } = long.MaxValue;

    /// <summary>Most sx gates a program.</summary>
    public long MaximumSx { get; init; } = long.MaxValue;

    /// <summary>Most two-qubit gates a program.</summary>
    public long MaximumTwoQubitGates { get; init; } = long.MaxValue;

    /// <summary>Most seconds of QPU time a job.</summary>
    public double MaximumQpuSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Control instructions an operation costs on each of its qubits, as IBM's job limits list them: rz and delay 1, sx and x 2, cz 5, measure 10, reset 17.
    /// Two-qubit gates the list lacks count like cz, other one-qubit gates like sx.
    /// </summary>
    /// <param name="name">Name of a gate, or <c>measure</c>, <c>reset</c>, <c>delay</c>, <c>init</c>.</param>
    /// <param name="qubits">Number of qubits it acts on.</param>
    /// <returns>The weight.</returns>
    public static int WeightOf(string name, int qubits) => name switch
    {
        "rz" or "delay" => 1,
        "measure" => 10,
        "reset" => 17,
        "init" => 50,
        "barrier" => 0,
        _ => qubits > 1 ? 5 : 2,
    };
}
