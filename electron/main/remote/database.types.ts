// Generated from supabase/migrations by `node scripts/gen-types.mjs`. Changes by hand are lost.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      assistants: {
        Row: {
          configuration: Json | null;
          created_at: string | null;
          current_prompt_id: string | null;
          id: string;
          is_active: boolean | null;
          name: string;
          organization_id: string;
          updated_at: string | null;
          vapi_assistant_id: string;
        };
        Insert: {
          configuration?: Json | null;
          created_at?: string | null;
          current_prompt_id?: string | null;
          id?: string;
          is_active?: boolean | null;
          name: string;
          organization_id: string;
          updated_at?: string | null;
          vapi_assistant_id: string;
        };
        Update: {
          configuration?: Json | null;
          created_at?: string | null;
          current_prompt_id?: string | null;
          id?: string;
          is_active?: boolean | null;
          name?: string;
          organization_id?: string;
          updated_at?: string | null;
          vapi_assistant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'assistants_current_prompt_fkey';
            columns: ['current_prompt_id', 'id'];
            isOneToOne: true;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'assistant_id'];
          },
          {
            foreignKeyName: 'assistants_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      call_keys: {
        Row: {
          created_at: string;
          id: string;
          organization_id: string;
          vapi_call_id: string;
        };
        Insert: {
          created_at: string;
          id: string;
          organization_id: string;
          vapi_call_id: string;
        };
        Update: {
          created_at?: string;
          id?: string;
          organization_id?: string;
          vapi_call_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'call_keys_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      call_participants: {
        Row: {
          call_id: string;
          created_at: string | null;
          id: string;
          join_time: string | null;
          leave_time: string | null;
          organization_id: string;
          participant_name: string | null;
          participant_type: string;
          phone_number: string | null;
          talk_time_seconds: number | null;
        };
        Insert: {
          call_id: string;
          created_at?: string | null;
          id?: string;
          join_time?: string | null;
          leave_time?: string | null;
          organization_id?: string;
          participant_name?: string | null;
          participant_type: string;
          phone_number?: string | null;
          talk_time_seconds?: number | null;
        };
        Update: {
          call_id?: string;
          created_at?: string | null;
          id?: string;
          join_time?: string | null;
          leave_time?: string | null;
          organization_id?: string;
          participant_name?: string | null;
          participant_type?: string;
          phone_number?: string | null;
          talk_time_seconds?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: 'call_participants_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'call_participants_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      calls: {
        Row: {
          assistant_id: string | null;
          assistant_name: string | null;
          call_type: string;
          cost: number | null;
          cost_breakdown: Json | null;
          created_at: string;
          customer_info: Json | null;
          customer_number: string | null;
          duration_seconds: number | null;
          ended_at: string | null;
          ended_reason: string | null;
          id: string;
          metadata: Json | null;
          organization_id: string;
          outcome_bucket: string | null;
          phone_number_id: string | null;
          prompt_id: string | null;
          raw_data: Json | null;
          recording_state: string;
          recording_url: string | null;
          search: unknown;
          source_updated_at: string | null;
          started_at: string | null;
          status: string;
          stereo_recording_url: string | null;
          structured_data: Json | null;
          success_evaluation: string | null;
          summary: string | null;
          transcript: string | null;
          turns: Json | null;
          updated_at: string | null;
          vapi_call_id: string;
        };
        Insert: {
          assistant_id?: string | null;
          assistant_name?: string | null;
          call_type: string;
          cost?: number | null;
          cost_breakdown?: Json | null;
          created_at?: string;
          customer_info?: Json | null;
          customer_number?: string | null;
          duration_seconds?: never;
          ended_at?: string | null;
          ended_reason?: string | null;
          id?: string;
          metadata?: Json | null;
          organization_id: string;
          outcome_bucket?: string | null;
          phone_number_id?: string | null;
          prompt_id?: string | null;
          raw_data?: Json | null;
          recording_state?: string;
          recording_url?: string | null;
          search?: never;
          source_updated_at?: string | null;
          started_at?: string | null;
          status: string;
          stereo_recording_url?: string | null;
          structured_data?: Json | null;
          success_evaluation?: string | null;
          summary?: string | null;
          transcript?: string | null;
          turns?: Json | null;
          updated_at?: string | null;
          vapi_call_id: string;
        };
        Update: {
          assistant_id?: string | null;
          assistant_name?: string | null;
          call_type?: string;
          cost?: number | null;
          cost_breakdown?: Json | null;
          created_at?: string;
          customer_info?: Json | null;
          customer_number?: string | null;
          duration_seconds?: never;
          ended_at?: string | null;
          ended_reason?: string | null;
          id?: string;
          metadata?: Json | null;
          organization_id?: string;
          outcome_bucket?: string | null;
          phone_number_id?: string | null;
          prompt_id?: string | null;
          raw_data?: Json | null;
          recording_state?: string;
          recording_url?: string | null;
          search?: never;
          source_updated_at?: string | null;
          started_at?: string | null;
          status?: string;
          stereo_recording_url?: string | null;
          structured_data?: Json | null;
          success_evaluation?: string | null;
          summary?: string | null;
          transcript?: string | null;
          turns?: Json | null;
          updated_at?: string | null;
          vapi_call_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'calls_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'calls_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'calls_phone_number_id_organization_id_fkey';
            columns: ['phone_number_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'phone_numbers';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'calls_prompt_id_organization_id_fkey';
            columns: ['prompt_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'organization_id'];
          },
        ];
      };
      organization_members: {
        Row: {
          created_at: string;
          display_name: string | null;
          organization_id: string;
          role: string;
          user_id: string;
        };
        Insert: {
          created_at?: string;
          display_name?: string | null;
          organization_id: string;
          role?: string;
          user_id: string;
        };
        Update: {
          created_at?: string;
          display_name?: string | null;
          organization_id?: string;
          role?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'organization_members_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      organizations: {
        Row: {
          created_at: string | null;
          id: string;
          is_active: boolean | null;
          name: string;
          settings: Json | null;
          updated_at: string | null;
          vapi_org_id: string | null;
        };
        Insert: {
          created_at?: string | null;
          id?: string;
          is_active?: boolean | null;
          name: string;
          settings?: Json | null;
          updated_at?: string | null;
          vapi_org_id?: string | null;
        };
        Update: {
          created_at?: string | null;
          id?: string;
          is_active?: boolean | null;
          name?: string;
          settings?: Json | null;
          updated_at?: string | null;
          vapi_org_id?: string | null;
        };
        Relationships: [];
      };
      phone_numbers: {
        Row: {
          country_code: string | null;
          created_at: string | null;
          id: string;
          is_active: boolean | null;
          organization_id: string;
          phone_number: string;
          vapi_phone_id: string | null;
        };
        Insert: {
          country_code?: string | null;
          created_at?: string | null;
          id?: string;
          is_active?: boolean | null;
          organization_id: string;
          phone_number: string;
          vapi_phone_id?: string | null;
        };
        Update: {
          country_code?: string | null;
          created_at?: string | null;
          id?: string;
          is_active?: boolean | null;
          organization_id?: string;
          phone_number?: string;
          vapi_phone_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'phone_numbers_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      prompt_optimizations: {
        Row: {
          ai_model: string | null;
          analysis_cost: number | null;
          assistant_id: string;
          current_performance: Json | null;
          generated_at: string | null;
          hormozi_recommendations: Json | null;
          id: string;
          implementation_date: string | null;
          implementation_plan: Json | null;
          improvement_potential: string | null;
          is_implemented: boolean | null;
          organization_id: string;
          original_prompt_id: string | null;
          primary_focus_area: string | null;
          raw_recommendations: Json | null;
          recommended_prompt: string | null;
          target_qci: number | null;
        };
        Insert: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          assistant_id: string;
          current_performance?: Json | null;
          generated_at?: string | null;
          hormozi_recommendations?: Json | null;
          id?: string;
          implementation_date?: string | null;
          implementation_plan?: Json | null;
          improvement_potential?: string | null;
          is_implemented?: boolean | null;
          organization_id?: string;
          original_prompt_id?: string | null;
          primary_focus_area?: string | null;
          raw_recommendations?: Json | null;
          recommended_prompt?: string | null;
          target_qci?: number | null;
        };
        Update: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          assistant_id?: string;
          current_performance?: Json | null;
          generated_at?: string | null;
          hormozi_recommendations?: Json | null;
          id?: string;
          implementation_date?: string | null;
          implementation_plan?: Json | null;
          improvement_potential?: string | null;
          is_implemented?: boolean | null;
          organization_id?: string;
          original_prompt_id?: string | null;
          primary_focus_area?: string | null;
          raw_recommendations?: Json | null;
          recommended_prompt?: string | null;
          target_qci?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: 'prompt_optimizations_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'prompt_optimizations_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'prompt_optimizations_original_prompt_id_assistant_id_fkey';
            columns: ['original_prompt_id', 'assistant_id'];
            isOneToOne: false;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'assistant_id'];
          },
        ];
      };
      prompts: {
        Row: {
          assistant_id: string;
          content: string;
          created_at: string | null;
          created_by: string | null;
          id: string;
          is_current: boolean | null;
          organization_id: string;
          performance_notes: string | null;
          version: number;
        };
        Insert: {
          assistant_id: string;
          content: string;
          created_at?: string | null;
          created_by?: string | null;
          id?: string;
          is_current?: boolean | null;
          organization_id?: string;
          performance_notes?: string | null;
          version: number;
        };
        Update: {
          assistant_id?: string;
          content?: string;
          created_at?: string | null;
          created_by?: string | null;
          id?: string;
          is_current?: boolean | null;
          organization_id?: string;
          performance_notes?: string | null;
          version?: number;
        };
        Relationships: [
          {
            foreignKeyName: 'prompts_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'prompts_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
        ];
      };
      qci_analyses: {
        Row: {
          ai_model: string | null;
          analysis_cost: number | null;
          analyzed_at: string | null;
          assistant_id: string | null;
          brand_score: number | null;
          call_id: string;
          coaching_tips: string[] | null;
          dynamics_score: number | null;
          evidence: Json | null;
          id: string;
          judge: string | null;
          key_moments: string[] | null;
          model_parameters: Json | null;
          objections_score: number | null;
          organization_id: string;
          outcome_score: number | null;
          prompt_id: string | null;
          qci_total_score: number | null;
          raw_analysis: Json | null;
          reviewed_at: string | null;
          reviewed_by: string | null;
          rubric_version: string | null;
          status: string | null;
          tokens_used: number | null;
          transcript_hash: string | null;
        };
        Insert: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          analyzed_at?: string | null;
          assistant_id?: string | null;
          brand_score?: number | null;
          call_id: string;
          coaching_tips?: string[] | null;
          dynamics_score?: number | null;
          evidence?: Json | null;
          id?: string;
          judge?: string | null;
          key_moments?: string[] | null;
          model_parameters?: Json | null;
          objections_score?: number | null;
          organization_id?: string;
          outcome_score?: number | null;
          prompt_id?: string | null;
          qci_total_score?: number | null;
          raw_analysis?: Json | null;
          reviewed_at?: string | null;
          reviewed_by?: string | null;
          rubric_version?: string | null;
          status?: string | null;
          tokens_used?: number | null;
          transcript_hash?: string | null;
        };
        Update: {
          ai_model?: string | null;
          analysis_cost?: number | null;
          analyzed_at?: string | null;
          assistant_id?: string | null;
          brand_score?: number | null;
          call_id?: string;
          coaching_tips?: string[] | null;
          dynamics_score?: number | null;
          evidence?: Json | null;
          id?: string;
          judge?: string | null;
          key_moments?: string[] | null;
          model_parameters?: Json | null;
          objections_score?: number | null;
          organization_id?: string;
          outcome_score?: number | null;
          prompt_id?: string | null;
          qci_total_score?: number | null;
          raw_analysis?: Json | null;
          reviewed_at?: string | null;
          reviewed_by?: string | null;
          rubric_version?: string | null;
          status?: string | null;
          tokens_used?: number | null;
          transcript_hash?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: 'qci_analyses_assistant_id_organization_id_fkey';
            columns: ['assistant_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'assistants';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'qci_analyses_call_id_organization_id_fkey';
            columns: ['call_id', 'organization_id'];
            isOneToOne: true;
            referencedRelation: 'call_keys';
            referencedColumns: ['id', 'organization_id'];
          },
          {
            foreignKeyName: 'qci_analyses_organization_id_fkey';
            columns: ['organization_id'];
            isOneToOne: false;
            referencedRelation: 'organizations';
            referencedColumns: ['id'];
          },
          {
            foreignKeyName: 'qci_analyses_prompt_id_organization_id_fkey';
            columns: ['prompt_id', 'organization_id'];
            isOneToOne: false;
            referencedRelation: 'prompts';
            referencedColumns: ['id', 'organization_id'];
          },
        ];
      };
    };
    Views: Record<never, never>;
    Functions: {
      bands_by_week: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      calls_for_import: { Args: { p_organization_id: string; p_vapi_call_ids: string[] }; Returns: Json };
      calls_per_day: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      cost_per_meeting: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json; p_unit?: string }; Returns: Json };
      count_calls: { Args: { p_organization_id: string; p_filters?: Json; p_cap?: number }; Returns: Json };
      get_call: { Args: { p_organization_id: string; p_call_id: string }; Returns: Json };
      get_call_raw: { Args: { p_organization_id: string; p_call_id: string }; Returns: Json };
      import_calls: { Args: { p_organization_id: string; p_items: Json }; Returns: Json };
      list_calls: { Args: { p_organization_id: string; p_filters?: Json; p_sort?: string; p_direction?: string; p_cursor?: Json; p_limit?: number }; Returns: Json };
      list_facets: { Args: { p_organization_id: string }; Returns: Json };
      outcome_funnel: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      qci_trend: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json; p_by?: string; p_unit?: string; p_limit?: number }; Returns: Json };
      reviewer_activity: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json }; Returns: Json };
      schema_version: { Args: Record<PropertyKey, never>; Returns: string };
      top_assistants: { Args: { p_organization_id: string; p_from: string; p_to: string; p_filters?: Json; p_rubric_version?: string; p_limit?: number }; Returns: Json };
      whoami: { Args: Record<PropertyKey, never>; Returns: Json };
    };
    Enums: Record<never, never>;
    CompositeTypes: Record<never, never>;
  };
};
