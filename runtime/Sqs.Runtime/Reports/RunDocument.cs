using System.Globalization;
using System.Numerics;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Types;
using Sqs.Providers.Results;
using Sqs.Simulation.Results;

namespace Sqs.Runtime.Reports;

/// <summary>
/// The JSON document of a run of one program, the same for <c>run</c>, <c>replay</c> and <c>fetch</c>. Keys of <c>counts</c> are the registers in
/// declaration order, separated by one space, each most significant bit first; <c>memory</c> has a list a shot with one hexadecimal number a
/// register, bit 0 least significant. <c>outputs</c> has the classical variables: a value where every shot agrees, else a list a shot; of an exact run
/// the probability of each value, and <c>exact_outputs</c> has their joint distribution with the record.
/// </summary>
public static class RunDocument
{
    /// <summary>Describes a result.</summary>
    /// <param name="run">Identifier of the run, or null when it was not recorded.</param>
    /// <param name="backend">Where it ran.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="registers">The reported registers.</param>
    /// <param name="result">The result of its parameter set.</param>
    /// <param name="withMemory">Whether every shot is listed.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(string? run, string backend, ulong seed, EquatableArray<BitRegister> registers, ParameterSetResult result, bool withMemory)
    {
        ArgumentNullException.ThrowIfNull(result);
        bool isExact = result.Exact is not null;
        var document = new JObject
        {
            ["run"] = run,
            ["backend"] = backend,
            ["shots"] = isExact ? 0 : result.Records.Shots,
            ["seed"] = seed,
            ["registers"] = Registers(registers),
            ["counts"] = isExact ? new JObject() : Counts(result.Counts()),
        };
        if (result.Exact is { } exact)
            document["exact"] = new JObject(exact.ToDictionary().Select(p => new JProperty(p.Key, p.Value)));
        if (withMemory && !isExact)
            document["memory"] = Memory(result.Records);
        if (result.Outputs is { } outputs && outputs.Shots > 0)
            document["outputs"] = Outputs(outputs);
        if (result.ExactOutputs is { } exactOutputs)
        {
            document["outputs"] = Distributions(exactOutputs);
            document["exact_outputs"] = Joint(registers, exactOutputs);
        }

        return document;
    }

    /// <summary>The registers, in declaration order.</summary>
    internal static JArray Registers(EquatableArray<BitRegister> registers) => new(registers.Select(r => new JObject { ["name"] = r.Name, ["size"] = r.Size }));

    /// <summary>The counts by printed record.</summary>
    internal static JObject Counts(SortedDictionary<string, int> counts) => new(counts.Select(c => new JProperty(c.Key, c.Value)));

    /// <summary>Every shot: a list with one hexadecimal number a register.</summary>
    internal static JArray Memory(ShotRecords records)
    {
        var memory = new JArray();
        for (int shot = 0; shot < records.Shots; shot++)
            memory.Add(new JArray(Enumerable.Range(0, records.Registers.Count).Select(r => Hexadecimal(records.Register(shot, r)))));
        return memory;
    }

    // A value where every shot agrees; a list a shot where they differ.
    private static JObject Outputs(OutputValues outputs)
    {
        var document = new JObject();
        for (int variable = 0; variable < outputs.Variables.Count; variable++)
        {
            ClassicalType type = outputs.Variables[variable].Type;
            var values = new JArray();
            bool isConstant = true;
            for (int shot = 0; shot < outputs.Shots; shot++)
            {
                values.Add(Value(type, outputs[shot, variable]));
                isConstant &= JToken.DeepEquals(values[0], values[shot]);
            }

            document[outputs.Variables[variable].Name] = isConstant ? values[0] : values;
        }

        return document;
    }

    // A value where it is certain; else every value with its probability.
    private static JObject Distributions(ExactOutputs outputs)
    {
        var document = new JObject();
        for (int variable = 0; variable < outputs.Variables.Count; variable++)
        {
            var distribution = new Dictionary<JToken, double>(new JTokenEqualityComparer());
            for (int i = 0; i < outputs.Count; i++)
            {
                JToken value = Value(outputs.Variables[variable].Type, outputs[i, variable]);
                distribution[value] = distribution.GetValueOrDefault(value) + outputs.Probability(i);
            }

            document[outputs.Variables[variable].Name] = distribution.Count == 1
                ? distribution.Keys.First()
                : new JArray(distribution.Select(static p => new JObject { ["value"] = p.Key, ["probability"] = p.Value }));
        }

        return document;
    }

    private static JArray Joint(EquatableArray<BitRegister> registers, ExactOutputs outputs)
    {
        var entries = new JArray();
        for (int i = 0; i < outputs.Count; i++)
        {
            var values = new JObject();
            for (int variable = 0; variable < outputs.Variables.Count; variable++)
                values[outputs.Variables[variable].Name] = Value(outputs.Variables[variable].Type, outputs[i, variable]);
            entries.Add(new JObject { ["record"] = ShotRecords.Print(registers, outputs.Record(i)), ["outputs"] = values, ["probability"] = outputs.Probability(i) });
        }

        return entries;
    }

    /// <summary>The value of a variable.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="elements">Its elements, row-major; one for a scalar.</param>
    /// <returns>A number, a text or nested arrays.</returns>
    public static JToken Value(ClassicalType type, ReadOnlySpan<ClassicalValue> elements)
    {
        int next = 0;
        return type.IsArray ? Nested(type.Dimensions.AsSpan(), elements, ref next) : Scalar(elements[0]);
    }

    private static JArray Nested(ReadOnlySpan<int> dimensions, ReadOnlySpan<ClassicalValue> elements, ref int next)
    {
        var array = new JArray();
        for (int i = 0; i < dimensions[0]; i++)
            array.Add(dimensions.Length == 1 ? Scalar(elements[next++]) : Nested(dimensions[1..], elements, ref next));
        return array;
    }

    private static JToken Scalar(ClassicalValue value) => value.Type.Kind switch
    {
        ClassicalKind.Bool => new JValue(!value.Integer.IsZero),
        ClassicalKind.Bit when value.Type.Width > 0 => new JValue(ClassicalValue.BitString(value.Integer, value.Type.Width)),
        ClassicalKind.Bit => new JValue((int)value.Integer),
        ClassicalKind.Int or ClassicalKind.UInt => new JValue(value.Integer),
        ClassicalKind.Angle when value.Type.Width > 0 => new JValue(2 * Math.PI * (double)value.Integer / Math.Pow(2, value.Type.Width)),
        ClassicalKind.Complex => new JArray(value.Real, value.Imaginary),
        ClassicalKind.Duration => new JValue(value.ToString()),
        _ => new JValue(value.Real),
    };

    private static string Hexadecimal(BigInteger value)
    {
        // A leading zero keeps the number positive; it is not part of the text.
        string digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return digits.Length == 0 ? "0x0" : $"0x{digits}";
    }
}
