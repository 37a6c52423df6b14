namespace Sqs.Service.Api;

/// <summary>The body of a request for a job: a program with values of its inputs, or a model with input spikes.</summary>
public sealed record JobSubmission
{
    /// <summary>Specification of the backend, for instance <c>ibm:ibm_kingston</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Text of an OpenQASM program; or <see cref="Model"/>.</summary>
    public string? Program { get; init; }

    /// <summary>A network, as in a model file; or <see cref="Program"/>.</summary>
    public IReadOnlyDictionary<string, object>? Model { get; init; }

    /// <summary>Values of the program's inputs, a circuit an entry.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>>? Inputs { get; init; }

    /// <summary>Input spikes of the model: a row a step, 0 or 1 a line.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Spikes { get; init; }

    /// <summary>Shots a circuit; 1024 when left out.</summary>
    public int? Shots { get; init; }

    /// <summary>Seed of simulators and of drawing counts from probabilities; 0 when left out.</summary>
    public long? Seed { get; init; }

    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The project that pays, where the key opens several.</summary>
    public string? Project { get; init; }

    /// <summary>Jobs of a higher priority are sent first: -10 to 10, 0 when left out.</summary>
    public int? Priority { get; init; }

    /// <summary>
    /// The most the job may cost, in the unit of its estimate. A job that costs more, or whose cost nobody can tell, stays a draft until it is
    /// confirmed; 0 when left out.
    /// </summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Whether the vendor only checks and costs the job.</summary>
    public bool DryRun { get; init; }

    /// <summary>Error mitigation by symmetrisation, where the provider has it; it changes price and meaning.</summary>
    public bool Debiasing { get; init; }

    /// <summary>Dynamical decoupling of idle qubits, where the provider has it.</summary>
    public bool Decoupling { get; init; }

    /// <summary>The provider's noise model, for its simulators.</summary>
    public string? NoiseModel { get; init; }

    /// <summary>Most seconds of processor time, where the provider stops jobs by that.</summary>
    public decimal? MaxQpuSeconds { get; init; }

    /// <summary>The provider's session or batch the job joins.</summary>
    public string? Session { get; init; }

    /// <summary>Programs hidden at the provider, and results deleted there when they are read.</summary>
    public bool Private { get; init; }

    /// <summary>Labels at the provider.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}
