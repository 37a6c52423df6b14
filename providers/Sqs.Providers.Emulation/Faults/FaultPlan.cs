using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sqs.Simulation.Random;

namespace Sqs.Providers.Emulation.Faults;

/// <summary>
/// Which request and which job meets which fault: drawn from rates with a seed, so that a plan is the same each time. After
/// <see cref="MostFaults"/> the emulator behaves, so that every schedule ends.
/// </summary>
public sealed class FaultPlan
{
    private const ulong RequestStream = 1;
    private const ulong JobStream = 2;

    private static readonly FrozenDictionary<string, FaultKind> Names = new Dictionary<string, FaultKind>
    {
        ["429"] = FaultKind.TooManyRequests,
        ["5xx-before"] = FaultKind.ErrorBefore,
        ["5xx-after"] = FaultKind.ErrorAfter,
        ["drop-before"] = FaultKind.DropBefore,
        ["drop-after"] = FaultKind.DropAfter,
        ["slow-body"] = FaultKind.SlowBody,
        ["truncated"] = FaultKind.TruncatedJson,
        ["expired-token"] = FaultKind.ExpiredToken,
        ["401-after"] = FaultKind.UnauthorizedAfter,
        ["duplicate"] = FaultKind.DuplicatedDelivery,
        ["unknown-status"] = FaultKind.UnknownStatus,
        ["too-long"] = FaultKind.RanTooLong,
        ["vanish"] = FaultKind.Vanished,
        ["preflight"] = FaultKind.FailedPreflight,
        ["system"] = FaultKind.FailedOnSystem,
        ["half-failed"] = FaultKind.HalfFailed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly (FaultKind Kind, double Rate)[] _requests;
    private readonly (FaultKind Kind, double Rate)[] _jobs;
    private long _requestIndex;
    private long _jobIndex;
    private int _faults;

    /// <summary>Creates a plan.</summary>
    /// <param name="rates">Probability of each kind, for each request or job it can meet.</param>
    /// <param name="seed">Seed of the plan.</param>
    public FaultPlan(IReadOnlyDictionary<FaultKind, double> rates, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rates);
        Seed = seed;
        _requests = [.. rates.Where(r => r.Key < FaultKind.UnknownStatus).OrderBy(r => r.Key).Select(r => (r.Key, r.Value))];
        _jobs = [.. rates.Where(r => r.Key >= FaultKind.UnknownStatus).OrderBy(r => r.Key).Select(r => (r.Key, r.Value))];
    }

    /// <summary>A plan without faults.</summary>
    public static FaultPlan None => new(new Dictionary<FaultKind, double>(), 0);

    /// <summary>Names in specifications.</summary>
    public static IReadOnlyList<string> KnownNames => [.. Names.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Seed of the plan.</summary>
    public ulong Seed { get; }

    /// <summary>The most faults there are.</summary>
    public int MostFaults { get; init; } = int.MaxValue;

    /// <summary>Faults so far.</summary>
    public int Count => _faults;

    /// <summary>Reads a specification.</summary>
    /// <param name="text">For instance <c>429=0.1,5xx-after=0.05,seed=7</c>.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="problem">Why there is none.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out FaultPlan? plan, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        plan = null;
        problem = null;
        ulong seed = 0;
        var rates = new Dictionary<FaultKind, double>();
        foreach (string entry in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = entry.Split('=');
            if (parts.Length == 2 && parts[0] == "seed" && ulong.TryParse(parts[1], CultureInfo.InvariantCulture, out seed))
                continue;
            if (parts.Length != 2 || !Names.TryGetValue(parts[0], out FaultKind kind))
            {
                problem = $"'{entry}' names no fault; write NAME=RATE with one of {string.Join(", ", KnownNames)}, or seed=N";
                return false;
            }

            if (!double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) || rate is not (>= 0 and <= 1))
            {
                problem = $"the rate of '{parts[0]}' is '{parts[1]}'; rates are 0 to 1";
                return false;
            }

            rates[kind] = rate;
        }

        plan = new FaultPlan(rates, seed);
        return true;
    }

    /// <summary>The fault the next request meets.</summary>
    /// <returns>The fault, or none.</returns>
    public FaultKind NextRequest() => Draw(_requests, RequestStream, (ulong)Interlocked.Increment(ref _requestIndex));

    /// <summary>The fault the next job meets.</summary>
    /// <returns>The fault, or none.</returns>
    public FaultKind NextJob() => Draw(_jobs, JobStream, (ulong)Interlocked.Increment(ref _jobIndex));

    private FaultKind Draw((FaultKind Kind, double Rate)[] rates, ulong stream, ulong index)
    {
        double drawn = CounterRandom.Uniform(Seed, stream, index);
        foreach ((FaultKind kind, double rate) in rates)
        {
            if (drawn < rate)
                return Interlocked.Increment(ref _faults) <= MostFaults ? kind : FaultKind.None;
            drawn -= rate;
        }

        return FaultKind.None;
    }
}
